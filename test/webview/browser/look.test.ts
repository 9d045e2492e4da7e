import { it } from "vitest";
import { PanelPage } from "../support/panelPage";
it("looks", async () => {
  const panel = await PanelPage.open("dark");
  try {
    await panel.host.run("SELECT ('2026-03-14 15:00:00'::TIMESTAMP + to_seconds(i)) AS start_time, '10.0.' || (i%250) || '.' || (i%199) AS srcaddr, '203.0.113.' || (i%250) AS dstaddr, (i%65000)::INTEGER srcport, [443,22,445,53,8443,31000][1+i%6]::INTEGER AS dstport, [6,17,1][1+i%3]::INTEGER AS protocol, (i*977)::UBIGINT AS bytes, (i*3)::UBIGINT packets, CASE WHEN i%3=0 THEN 'REJECT' ELSE 'ACCEPT' END AS action, (i%64)::INTEGER AS tcp_flags, CASE WHEN i%5=0 THEN NULL ELSE 'eni-0'||i END AS interface_id, {'a': i, 'b': ['x','y']} AS nested, i%2=0 AS flag, '123456789012' AS account_id FROM range(5000000) t(i)", { title: "Everything at once", parameters: [{ name: "ip", text: "10.0.0.1" }, { name: "to", text: null }] });
    await panel.grid.waitFor({timeout: 6000}).catch((e) => console.log(String(e).slice(0,200)));
    await panel.page.waitForTimeout(1500);
    await panel.page.screenshot({ path: "/tmp/shots/one.png" });
    console.log(panel.problems, await panel.headers());
  } finally {
    await panel.close();
  }
});
