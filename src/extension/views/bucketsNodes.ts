import type { IndexState, ObjectEntry } from "../../protocol/bucket";
import type { ConnectionProfile } from "../../protocol/connection";

/** One level of a bucket: what lies under a prefix, up to the next `/`. */
export interface LevelNode {
  readonly id: string;
  readonly connectionId: string;
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly prefix: string;
  /** As people write it elsewhere: `s3://bucket/prefix`. */
  readonly uri: string;
  readonly indexState: IndexState;
}

export interface ConnectionNode {
  readonly kind: "connection";
  readonly id: string;
  readonly profile: ConnectionProfile;
}

export interface BucketNode extends LevelNode {
  readonly kind: "bucket";
  /** As it is shown: of a folder, its name without the path. */
  readonly name: string;
  /** The only one that its connection ever has: a folder. */
  readonly only: boolean;
}

export interface PrefixNode extends LevelNode {
  readonly kind: "prefix";
  readonly parent: BucketNode | PrefixNode;
  /** Put at the top of its bucket by a jump; it is described by the whole prefix. */
  readonly jumped: boolean;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly id: string;
  readonly connectionId: string;
  readonly bucket: string;
  readonly parent: BucketNode | PrefixNode;
  readonly uri: string;
  readonly object: ObjectEntry;
}

/** Stands for the pages of a level that are not loaded yet. */
export interface MoreNode {
  readonly kind: "more";
  readonly id: string;
  readonly parent: BucketNode | PrefixNode;
  readonly shown: number;
}

/** Why a level could not be listed, in the place of what it holds. */
export interface ProblemNode {
  readonly kind: "problem";
  readonly id: string;
  readonly connectionId: string;
  readonly parent: ParentNode;
  readonly sentence: string;
  /** Signing in again would help. */
  readonly signIn: boolean;
}

export type ParentNode = ConnectionNode | BucketNode | PrefixNode;
export type BucketsNode = ParentNode | ObjectNode | MoreNode | ProblemNode;

export function isLevel(node: BucketsNode): node is BucketNode | PrefixNode {
  return node.kind === "bucket" || node.kind === "prefix";
}

export function connectionIdOf(node: BucketsNode): string {
  switch (node.kind) {
    case "connection":
      return node.profile.id;
    case "more":
      return node.parent.connectionId;
    default:
      return node.connectionId;
  }
}

/** Ids begin with the parent's id, so that a subtree can be told by its root, and a prefix that is shown twice has two ids. */
export const nodeIds = {
  connection: (connectionId: string): string => `${connectionId}\n`,
  bucket: (parent: ConnectionNode, bucket: string): string => `${parent.id}${bucket}\n`,
  prefix: (parent: BucketNode | PrefixNode, prefix: string): string => `${parent.id}prefix ${prefix}\n`,
  jump: (parent: BucketNode, prefix: string): string => `${parent.id}jump ${prefix}\n`,
  object: (parent: BucketNode | PrefixNode, key: string): string => `${parent.id}object ${key}\n`,
  more: (parent: ParentNode): string => `${parent.id}more\n`,
  problem: (parent: ParentNode): string => `${parent.id}problem\n`,
};
