import { NotificationType } from "vscode-jsonrpc";

/** Server → host: the tables and columns that a query can name are other ones than before. */
export const CatalogChanged = new NotificationType<Record<string, never>>("flowlog/catalog/changed");
