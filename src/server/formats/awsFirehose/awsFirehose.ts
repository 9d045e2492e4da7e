import { bareRecordFields } from "../awsRecords/bareRecords";
import { delimitedRecords } from "../awsRecords/delimitedRecords";
import type { LogFormat, ObjectHead } from "../logFormat";
import { WrappedMessages } from "./wrappedMessages";

const format = "aws-firehose";

export const awsFirehose: LogFormat = {
  id: format,
  title: "AWS flow logs that Firehose wrote: records wrapped in JSON, sent straight or through a CloudWatch subscription.",
  recogniseText(head, options) {
    if (!/^\uFEFF?\s*\{/.test(head.text)) return undefined;
    const messages = wholeMessages(head);
    if (!head.complete && messages.length === 0) messages.push(...messagesOfCutEnvelope(head.text));
    if (head.complete && isControlOnly(head.text)) return { outcome: "empty", format };
    const bare = bareRecordFields(messages.slice(0, enough), options);
    if (bare === undefined) return undefined;
    if ("reason" in bare) return { outcome: "unusable", reason: bare.reason };
    const recognition = delimitedRecords({ format, fields: bare.fields });
    return recognition.outcome === "recognised" ? { ...recognition, createUnwrapper: () => new WrappedMessages() } : recognition;
  },
};

/** So many records show which fields they have, though the first few may be broken. */
const enough = 20;

function wholeMessages(head: ObjectHead): string[] {
  return new WrappedMessages().push(head.text).flatMap((line) => ("text" in line ? line.text : []));
}

/** An envelope can be longer than the head; its first messages are whole all the same. */
function messagesOfCutEnvelope(text: string): readonly string[] {
  if (!/"logEvents"\s*:\s*\[/.test(text)) return [];
  return Array.from(text.matchAll(/"message"\s*:\s*("(?:[^"\\]|\\.)*")/g), ([, quoted]) => unquote(quoted ?? '""'));
}

function unquote(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return "";
  }
}

function isControlOnly(text: string): boolean {
  const messages = new WrappedMessages();
  return /"messageType"\s*:\s*"CONTROL_MESSAGE"/.test(text) && messages.push(text).length + messages.end().length === 0;
}
