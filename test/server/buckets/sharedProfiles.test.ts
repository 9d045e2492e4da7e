import { describe, expect, it } from "vitest";
import { mergeSharedFiles } from "../../../src/server/buckets/sharedFiles";
import { sharedProfiles, ssoProfileBehind } from "../../../src/server/buckets/sharedProfiles";

const config = `
# the usual
[default]
region = eu-west-1   ; where we are
output = json

[profile single-sign-on]
sso_session = corp
sso_account_id = 210987654321
sso_role_name = Reader
region=us-west-2

[profile old-sso]
sso_start_url = https://corp.example/start
sso_region = us-east-1

[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = us-east-1

[profile chained]
role_arn = arn:aws:iam::210987654321:role/logs
source_profile = single-sign-on

[profile "with blanks"]
credential_process = /usr/bin/vault --profile x

[profile pod]
role_arn = arn:aws:iam::210987654321:role/pod
web_identity_token_file = /var/run/token

[profile minio]
services = local
endpoint_url = https://everything.example
[services local]
s3 =
  endpoint_url = http://127.0.0.1:9000
dynamodb =
  endpoint_url = http://127.0.0.1:8000

[profile ibm]
endpoint_url = https://s3.eu-de.cloud-object-storage.appdomain.cloud

[profile circle]
role_arn = arn:aws:iam::210987654321:role/a
source_profile = circle

[profile console]
login_session = arn:aws:iam::210987654321:user/analyst
`;
const credentials = `
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = secret/with=signs+in#it
[minio]
aws_access_key_id = minio
aws_secret_access_key = minio123
region = eu-north-1
[only-here]
aws_access_key_id=AKIAHERE
aws_secret_access_key=s
aws_session_token=t
`;

describe("Profiles of the shared AWS files", () => {
  const files = mergeSharedFiles(config.replaceAll("\n", "\r\n"), credentials);

  it("lists the profiles of both files in file order, with what each is", () => {
    expect(sharedProfiles(files)).toEqual([
      { name: "default", kind: "keys", region: "eu-west-1" },
      { name: "single-sign-on", kind: "sso", region: "us-west-2", signInArguments: ["sso", "login", "--profile", "single-sign-on"] },
      { name: "old-sso", kind: "sso", signInArguments: ["sso", "login", "--profile", "old-sso"] },
      { name: "chained", kind: "role", signInArguments: ["sso", "login", "--profile", "single-sign-on"] },
      { name: "with blanks", kind: "process" },
      { name: "pod", kind: "webIdentity" },
      { name: "minio", kind: "keys", region: "eu-north-1", endpoint: "http://127.0.0.1:9000" },
      { name: "ibm", kind: "other", endpoint: "https://s3.eu-de.cloud-object-storage.appdomain.cloud" },
      { name: "circle", kind: "role" },
      { name: "console", kind: "other", signInArguments: ["login", "--profile", "console"] },
      { name: "only-here", kind: "keys" },
    ]);
  });

  it("keeps signs of a secret that mean something elsewhere in the file", () => {
    expect(files.profiles.get("default")?.get("aws_secret_access_key")).toBe("secret/with=signs+in#it");
  });

  it.each([
    ["single-sign-on", "single-sign-on"],
    ["chained", "single-sign-on"],
    ["default", undefined],
    ["circle", undefined],
    ["nobody", undefined],
  ])("finds whose single sign-on stands behind %s", (profile, sso) => {
    expect(ssoProfileBehind(files, profile)).toBe(sso);
  });

  it.each(["", "[", "[profile", "x = 1\n[default]\n=\n==\n", "[default]\n  indented = 1\nno value\n"])(
    "reads past what is no setting: %j",
    (text) => {
      expect(() => sharedProfiles(mergeSharedFiles(text, text))).not.toThrow();
    },
  );
});
