/** What went wrong between here and `where`, as a sentence; undefined where the error is of another kind. */
export function networkSentence(error: unknown, where: string): string | undefined {
  const code = networkCode(error);
  if (code === undefined) return undefined;
  return `${where} ${sentences[code] ?? certificateSentence(code) ?? `broke the connection (${code}).`}`;
}

/** Node's code of a network or TLS failure; undefined for any other error. */
export function networkCode(error: unknown): string | undefined {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
    const { code } = current as NodeJS.ErrnoException;
    if (typeof code === "string" && (code in sentences || certificateSentence(code) !== undefined)) return code;
    if (current.name === "TimeoutError") return "ETIMEDOUT";
  }
  return undefined;
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused the connection. Is it running, and is the port right?",
  ENOTFOUND: "has a name that cannot be resolved. Check the spelling of the endpoint, and the network connection.",
  EAI_AGAIN: "has a name that cannot be resolved now. Check the network connection.",
  ECONNRESET: "broke the connection off. A proxy or firewall may stand in between, or it expects https.",
  ECONNABORTED: "broke the connection off.",
  EPIPE: "broke the connection off.",
  ETIMEDOUT: "did not answer in time. Check the network connection, and whether a proxy is needed (HTTPS_PROXY).",
  EHOSTUNREACH: "cannot be reached from this network.",
  ENETUNREACH: "cannot be reached from this network.",
  EADDRNOTAVAIL: "cannot be reached from this network.",
  EPROTO: "does not speak TLS there. Check whether the endpoint is http or https, and its port.",
  ERR_SSL_WRONG_VERSION_NUMBER: "does not speak TLS there. Check whether the endpoint is http or https, and its port.",
  HPE_INVALID_CONSTANT: "does not speak HTTP there. Check whether the endpoint is http or https, and its port.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "has a certificate for another name. If the bucket's name holds dots, or the endpoint is your own, switch path-style addressing on.",
  CERT_HAS_EXPIRED: "has a certificate that has expired.",
};

const ownAuthority =
  "has a certificate that is not trusted here. If it is your own, name its authority's file in NODE_EXTRA_CA_CERTS and restart.";

function certificateSentence(code: string): string | undefined {
  return /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_UNTRUSTED|CERT_SIGNATURE|UNTRUSTED_ROOT/.test(code)
    ? ownAuthority
    : /^(ERR_SSL|ERR_TLS|CERT_)/.test(code)
      ? `has a certificate or a kind of TLS that is not accepted here (${code}).`
      : undefined;
}
