import { parquetRecords } from "../awsRecords/parquetRecords";
import type { LogFormat } from "../logFormat";

export const awsVpcParquet: LogFormat = {
  id: "aws-vpc-parquet",
  title: "AWS VPC flow logs as Parquet, with any of the fields of versions 2 to 11.",
  recogniseParquet: (head) => parquetRecords("aws-vpc-parquet", false, head),
};
