/** Commands of the host that answers of the language lead to. Links of hovers may call these and no other. */
export const linkCommands = {
  /** The address of an object: its URI, or a key alone. */
  openObject: "flowlog.openLinkedObject",
} as const;

export function openObjectCommand(address: string): string {
  return commandUri(linkCommands.openObject, address);
}

/** A link that calls a command. */
export function commandUri(command: string, ...parameters: readonly unknown[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(parameters))}`;
}
