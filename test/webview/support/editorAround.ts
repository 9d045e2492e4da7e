/** What VS Code puts around the page before its scripts run. Goes to the browser as text, so it can use nothing from here. */
export function editorAround({
  bodyClass,
  variables,
}: {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}): void {
  const page = window as unknown as { acquireVsCodeApi: unknown; toHost: (message: unknown) => Promise<void> };
  page.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => void page.toHost(message),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") as unknown,
    setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    reportError(new Error(`refused: ${event.violatedDirective} ${event.blockedURI}`));
  });
  // The document is still empty here.
  new MutationObserver((_changes, observer) => {
    const body = document.querySelector("body");
    if (body === null) return;
    observer.disconnect();
    body.classList.add(bodyClass);
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
  }).observe(document, { childList: true, subtree: true });
}
