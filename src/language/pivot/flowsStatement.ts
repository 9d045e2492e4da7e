/** The columns of `flows` that a statement about single flows shows. */
export const shownFlowColumns =
  "start_time, end_time, action, srcaddr, srcport, dstaddr, dstport, protocol, packets, bytes, packets_reply, bytes_reply, tcp_flags, interface_id";
