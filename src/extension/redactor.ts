const hidden = "•••";
/** Members that hold a secret in our own messages, as JSON or as an inspected object. */
const secretMember = /("?(?:secretAccessKey|sessionToken|secret)"?\s*[:=]\s*)(?:"[^"]*"|'[^']*')/gi;

/** Takes secrets out of text that is on its way to the log: those it was told of, and members whose name says what they hold. */
export class Redactor {
  private readonly secrets = new Set<string>();

  /** Short texts are not kept: hiding them would hide half the log and protect nothing. */
  hide(secret: string | undefined): void {
    if (secret !== undefined && secret.length >= 8) this.secrets.add(secret);
  }

  clean(text: string): string {
    let cleaned = text.replace(secretMember, `$1"${hidden}"`);
    for (const secret of this.secrets) cleaned = cleaned.replaceAll(secret, hidden);
    return cleaned;
  }
}
