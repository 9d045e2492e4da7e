/** What an id of AWS is of, which it says by itself: `eni-0a1b…` an interface, `i-0a1b…` an instance. An account's digits could be anything. */
export function kindOfAwsId(text: string): "interface" | "instance" | undefined {
  const prefix = /^(eni|i)-[0-9a-f]{8,17}$/.exec(text)?.[1];
  return prefix === undefined ? undefined : prefix === "eni" ? "interface" : "instance";
}
