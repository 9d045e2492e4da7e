import { parquetRecords } from "../awsRecords/parquetRecords";
import type { LogFormat } from "../logFormat";

export const awsTransitGatewayParquet: LogFormat = {
  id: "aws-transit-gateway-parquet",
  title: "AWS Transit Gateway flow logs as Parquet, told by their own fields.",
  recogniseParquet: (head) => parquetRecords("aws-transit-gateway-parquet", true, head),
};
