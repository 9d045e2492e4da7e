/** User settings of a window that shows this extension and nothing else: no welcome pages, no offers, no calls home. */
export const quietSettings = {
  "workbench.startupEditor": "none",
  // An address that names a file to open would otherwise bring back no other editor, and no panel, when its page is loaded again.
  "window.restoreWindows": "preserve",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "remote.autoForwardPorts": false,
  "npm.autoDetect": "off",
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
};
