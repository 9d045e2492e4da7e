import { same } from "../analysis/scope";
import { flowColumn } from "../schema/flowColumns";

/**
 * What columns are called in other tools, each line one thing, in lower case and without anything between words. The names that
 * our own relations have stand first, so that what is nearest to the providers' words is proposed first.
 */
const oneThing: readonly (readonly string[])[] = [
  "srcaddr initiator initiatorip sourceaddress srcip sourceip sourceaddr srcaddress src saddr sip clientip ipsrc",
  "dstaddr responder targetip destinationaddress destaddress dstip destip destinationip destinationaddr dstaddress dst daddr dip serverip ipdst",
  "srcport initiatorport sourceport sport sourceportnumber clientport l4srcport",
  "dstport port targetport destinationport destport dport destinationportnumber serverport l4dstport",
  "protocol transportprotocol proto ipproto ipprotocol protocolnumber protocolidentifier iananumber",
  "starttime start flowlogstart timestamp tptimestamp ts time datetime eventtime firstseen first flowstart",
  "endtime end flowlogend lastseen last flowend",
  "bytes numbytes bytessent bytesfrominitiator nbytes bytecount bytestransferred octets ibyt totalbytes",
  "packets numpackets packetssent packetsfrominitiator npackets pkts npkts packetcount ipkt totalpackets",
  "action outcome verdict decision disposition flowaction",
  "interfaceid networkinterfaceid interface eni eniid networkinterface",
  "accountid account accid awsaccountid awsaccount owneraccount",
  "vpcid vpc",
  "subnetid subnet",
  "instanceid instancecrn instance ec2instanceid vmid",
  "tcpflags flags tcpflag",
  "flowdirection direction",
  "logstatus status",
  "azid availabilityzone availabilityzoneid az zone",
].map((line) => line.split(" "));

/** The names of a list that other tools call so, our own first. A column of `flows` is no other tool's name: where it is, can be told. */
export function namesOfOtherTools(written: string, names: readonly string[]): string[] {
  const word = folded(written);
  const meant = oneThing.find((each) => each.includes(word));
  if (meant === undefined || flowColumn(written) !== undefined) return [];
  return meant.flatMap((each) => names.filter((name) => folded(name) === each && !same(name, written)));
}

function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
