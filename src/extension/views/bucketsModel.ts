import type { IndexState, ObjectListing } from "../../protocol/bucket";
import { ListBuckets, ListObjects } from "../../protocol/bucket";
import type { FlowLogServer } from "../client/flowLogServer";
import { folderName, objectUriText } from "../connections/bucketUri";
import type { ConnectionStore } from "../connections/connectionStore";
import { concernsSignIn } from "../userErrors";
import {
  type BucketNode,
  type BucketsNode,
  type ConnectionNode,
  isLevel,
  nodeIds,
  type ObjectNode,
  type ParentNode,
  type PrefixNode,
  type ProblemNode,
} from "./bucketsNodes";

/** What is loaded of one node's children. */
interface LoadedLevel {
  readonly nodes: readonly (BucketNode | PrefixNode | ObjectNode | ProblemNode)[];
  readonly pages: number;
  readonly continuation?: string;
}

/** What the Buckets view knows: each level as far as it was listed, page by page and never deeper than somebody looked. */
export class BucketsModel {
  private readonly levels = new Map<string, Promise<LoadedLevel>>();
  /** How many pages a level had before it was refreshed, so that it has them afterwards. */
  private readonly pagesBefore = new Map<string, number>();
  private readonly jumps = new Map<string, PrefixNode[]>();

  constructor(
    private readonly server: FlowLogServer,
    private readonly store: ConnectionStore,
    private readonly sentenceOf: (error: unknown) => string,
  ) {}

  roots(): readonly ConnectionNode[] {
    return this.store.all().map((profile) => ({ kind: "connection", id: nodeIds.connection(profile.id), profile }));
  }

  async children(node: ParentNode): Promise<readonly BucketsNode[]> {
    const level = await this.level(node);
    if (!isLevel(node)) return level.nodes;
    const jumps = node.kind === "bucket" ? (this.jumps.get(node.id) ?? []) : [];
    const more = level.continuation === undefined ? [] : [moreNode(node, level.nodes.length)];
    return [...jumps, ...level.nodes, ...more];
  }

  async loadMore(node: BucketNode | PrefixNode): Promise<void> {
    const level = await this.level(node);
    if (level.continuation === undefined) return;
    const longer = await this.appendPage(node, level, level.continuation);
    this.levels.set(node.id, Promise.resolve(longer));
  }

  /** Forgets what was listed at and under a node; without one, everything. */
  forget(node?: ParentNode): void {
    for (const id of this.levels.keys()) if (node === undefined || id.startsWith(node.id)) this.levels.delete(id);
  }

  async bucket(connectionId: string, name: string): Promise<BucketNode | undefined> {
    const connection = this.roots().find(({ profile }) => profile.id === connectionId);
    const nodes = connection === undefined ? [] : await this.children(connection);
    return nodes.find((node): node is BucketNode => node.kind === "bucket" && node.bucket === name);
  }

  /** Puts a prefix at the top of its bucket, however far down or behind how many pages it lies. */
  addJump(bucket: BucketNode, prefix: string): PrefixNode {
    const node: PrefixNode = { ...prefixNode(bucket, prefix, "none"), id: nodeIds.jump(bucket, prefix), jumped: true };
    const others = (this.jumps.get(bucket.id) ?? []).filter((jump) => jump.id !== node.id);
    this.jumps.set(bucket.id, [node, ...others]);
    return node;
  }

  removeJump(node: PrefixNode): void {
    const jumps = this.jumps.get(node.parent.id) ?? [];
    this.jumps.set(
      node.parent.id,
      jumps.filter((jump) => jump.id !== node.id),
    );
  }

  private level(node: ParentNode): Promise<LoadedLevel> {
    const known = this.levels.get(node.id);
    if (known !== undefined) return known;
    const loading = this.load(node).catch((error: unknown): LoadedLevel => {
      // Not kept: whoever looks again tries again.
      this.levels.delete(node.id);
      return { nodes: [this.problem(node, error)], pages: 0 };
    });
    this.levels.set(node.id, loading);
    return loading;
  }

  private async load(node: ParentNode): Promise<LoadedLevel> {
    if (!isLevel(node)) return this.loadBuckets(node);
    const wantedPages = this.pagesBefore.get(node.id) ?? 1;
    let level: LoadedLevel = { nodes: [], pages: 0 };
    do level = await this.appendPage(node, level, level.continuation);
    while (level.continuation !== undefined && level.pages < wantedPages);
    return level;
  }

  private async loadBuckets(node: ConnectionNode): Promise<LoadedLevel> {
    const connectionId = node.profile.id;
    const { buckets, problem } = await this.server.request(ListBuckets, { connectionId });
    const nodes = buckets.map(({ name, uri, indexState }): BucketNode => ({
      kind: "bucket",
      id: nodeIds.bucket(node, name),
      connectionId,
      bucket: name,
      name: folderName(uri) ?? name,
      prefix: "",
      uri,
      indexState,
      only: node.profile.place.kind === "folder",
    }));
    // Where buckets were added by name, that they cannot be listed is known and no news.
    const news = problem !== undefined && nodes.length === 0 ? [problemNode(node, problem, false)] : [];
    return { nodes: [...nodes, ...news], pages: 1 };
  }

  private async appendPage(node: BucketNode | PrefixNode, level: LoadedLevel, continuation: string | undefined): Promise<LoadedLevel> {
    const { connectionId, bucket, prefix } = node;
    const listing = await this.server.request(ListObjects, {
      connectionId,
      bucket,
      prefix,
      ...(continuation === undefined ? {} : { continuation }),
    });
    const pages = level.pages + 1;
    this.pagesBefore.set(node.id, pages);
    return {
      nodes: [...level.nodes, ...nodesOf(node, listing)],
      pages,
      ...(listing.continuation === undefined ? {} : { continuation: listing.continuation }),
    };
  }

  private problem(node: ParentNode, error: unknown): ProblemNode {
    return problemNode(node, this.sentenceOf(error), concernsSignIn(error));
  }
}

function nodesOf(level: BucketNode | PrefixNode, listing: ObjectListing): readonly (PrefixNode | ObjectNode)[] {
  const bucketUri = bucketUriOf(level);
  return [
    ...listing.prefixes.map(({ prefix, indexState }) => prefixNode(level, prefix, indexState)),
    ...listing.objects.map((object): ObjectNode => ({
      kind: "object",
      id: nodeIds.object(level, object.key),
      connectionId: level.connectionId,
      bucket: level.bucket,
      parent: level,
      uri: objectUriText(bucketUri, object.key),
      object,
    })),
  ];
}

function prefixNode(parent: BucketNode | PrefixNode, prefix: string, indexState: IndexState): PrefixNode {
  const { connectionId, bucket } = parent;
  return {
    kind: "prefix",
    id: nodeIds.prefix(parent, prefix),
    connectionId,
    bucket,
    prefix,
    uri: objectUriText(bucketUriOf(parent), prefix),
    indexState,
    parent,
    jumped: false,
  };
}

function bucketUriOf(node: BucketNode | PrefixNode): string {
  return node.kind === "bucket" ? node.uri : bucketUriOf(node.parent);
}

function moreNode(parent: BucketNode | PrefixNode, shown: number): BucketsNode {
  return { kind: "more", id: nodeIds.more(parent), parent, shown };
}

function problemNode(parent: ParentNode, sentence: string, signIn: boolean): ProblemNode {
  const connectionId = parent.kind === "connection" ? parent.profile.id : parent.connectionId;
  return { kind: "problem", id: nodeIds.problem(parent), connectionId, parent, sentence, signIn };
}
