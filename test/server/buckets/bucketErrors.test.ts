import { describe, expect, it } from "vitest";
import { asBucketError, type S3Request } from "../../../src/server/buckets/bucketErrors";
import type { ErrorKind } from "../../../src/protocol/errors";

const about: S3Request = {
  permission: "s3:GetObject",
  bucket: "my.logs",
  key: "a/b.gz",
  signIn: { method: "profile", profile: "corp" },
  endpoint: "s3.example.com",
  region: "us-east-1",
  pathStyle: false,
};
const coded = (code: string): Error => Object.assign(new Error(`${code} secret`), { code });
const answered = (Code: string, httpStatusCode: number): Error =>
  Object.assign(new Error("words of the service"), { name: Code, Code, $metadata: { httpStatusCode, requestId: "r1" } });

describe("An error of the S3 client", () => {
  it.each<{ error: Error; more?: Partial<S3Request>; kind: ErrorKind; sentence: RegExp }>([
    {
      error: coded("ENOTFOUND"),
      kind: "endpointUnreachable",
      sentence: /^s3\.example\.com has a name that cannot be resolved.*my\.logs\.s3\.example\.com.*path-style/,
    },
    {
      error: coded("EAI_AGAIN"),
      more: { pathStyle: true },
      kind: "endpointUnreachable",
      sentence: /^s3\.example\.com has a name that cannot be resolved now\. Check the network connection\.$/,
    },
    {
      error: coded("ENOTFOUND"),
      more: { endpoint: "" },
      kind: "endpointUnreachable",
      sentence: /^AWS has a name that cannot be resolved.*connection\.$/,
    },
    { error: coded("ECONNRESET"), kind: "endpointUnreachable", sentence: /broke the connection off/ },
    {
      error: new AggregateError([coded("ECONNREFUSED")], "", { cause: coded("ECONNREFUSED") }),
      kind: "endpointUnreachable",
      sentence: /refused the connection/,
    },
    {
      error: Object.assign(new Error("slow"), { name: "TimeoutError" }),
      kind: "endpointUnreachable",
      sentence: /did not answer in time.*HTTPS_PROXY/,
    },
    {
      error: coded("SELF_SIGNED_CERT_IN_CHAIN"),
      kind: "endpointUnreachable",
      sentence: /certificate that is not trusted here.*NODE_EXTRA_CA_CERTS/,
    },
    { error: coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), kind: "endpointUnreachable", sentence: /NODE_EXTRA_CA_CERTS/ },
    { error: coded("ERR_TLS_CERT_ALTNAME_INVALID"), kind: "endpointUnreachable", sentence: /certificate for another name.*path-style/ },
    { error: coded("CERT_HAS_EXPIRED"), kind: "endpointUnreachable", sentence: /certificate that has expired/ },
    { error: coded("CERT_REVOKED"), kind: "endpointUnreachable", sentence: /not accepted here \(CERT_REVOKED\)/ },
    {
      error: answered("ExpiredToken", 400),
      kind: "credentialsExpired",
      sentence: /credentials of profile "corp" have expired.*aws sso login/,
    },
    { error: answered("InvalidAccessKeyId", 403), kind: "credentialsRejected", sentence: /does not know the access key of profile "corp"/ },
    {
      error: answered("InvalidToken", 400),
      more: { signIn: { method: "environment" } },
      kind: "credentialsRejected",
      sentence: /session token in the environment/,
    },
    { error: answered("SlowDown", 503), kind: "throttled", sentence: /too busy for s3:\/\/my\.logs\/a\/b\.gz/ },
    { error: answered("SomethingElse", 429), kind: "throttled", sentence: /too busy/ },
    { error: answered("SomethingElse", 403), kind: "accessDenied", sentence: /s3:GetObject/ },
    { error: answered("SomethingElse", 404), kind: "noSuchObject", sentence: /no object s3:\/\/my\.logs\/a\/b\.gz/ },
    { error: answered("InternalError", 500), kind: "bucketFailure", sentence: /failed at s3:\/\/my\.logs\/a\/b\.gz: words of the service/ },
  ])("becomes a sentence: $error.name $error.code", ({ error, more, kind, sentence }) => {
    const told = asBucketError(error, { ...about, ...more });
    expect(told.message).toMatch(sentence);
    expect(told.data.kind).toBe(kind);
    expect(told.data.detail).not.toContain("secret");
  });

  it("keeps what the log needs: the code, the status and the id of the request", () => {
    expect(asBucketError(answered("InternalError", 500), about).data.detail).toBe("InternalError, HTTP 500, request r1");
    expect(asBucketError(coded("ECONNRESET"), about).data.detail).toBe("Error, ECONNRESET");
  });

  it("passes through what is a sentence already", () => {
    const told = asBucketError(coded("ECONNRESET"), about);
    expect(asBucketError(told, { ...about, key: "other" })).toBe(told);
  });
});
