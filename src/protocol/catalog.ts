import { NotificationType } from "vscode-jsonrpc";

/** Server → host: what a query can name is not what it was before: tables, columns, functions, or what is known of their values. */
export const CatalogChanged = new NotificationType<Record<string, never>>("flowlog/catalog/changed");
