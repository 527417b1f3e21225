package io.thalweg.connectors.tpch;

import static io.thalweg.connectors.tpch.GeneratedColumn.date;
import static io.thalweg.connectors.tpch.GeneratedColumn.integer;
import static io.thalweg.connectors.tpch.GeneratedColumn.key;
import static io.thalweg.connectors.tpch.GeneratedColumn.money;
import static io.thalweg.connectors.tpch.GeneratedColumn.smallKey;
import static io.thalweg.connectors.tpch.GeneratedColumn.text;
import static io.thalweg.connectors.tpch.GeneratedColumn.words;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Nation;
import io.trino.tpch.Order;
import io.trino.tpch.Part;
import io.trino.tpch.PartSupplier;
import io.trino.tpch.Region;
import io.trino.tpch.Supplier;
import io.trino.tpch.TpchTable;
import java.util.List;

/// The eight tables, with the row counts and value ranges that the TPC-H specification fixes.
final class TpchTables {
  private static final double CUSTOMERS = 150_000;
  private static final double ORDERS = 1_500_000;
  private static final double LINES = 6_001_215;
  private static final double PARTS = 200_000;
  private static final double SUPPLIERS = 10_000;
  private static final int NATIONS = 25;
  private static final int REGIONS = 5;

  /// Order keys are sparse: 8 of each 32 are used.
  private static final double ORDER_KEYS = 4 * ORDERS;

  /// A third of the customers has no orders.
  private static final double BUYERS = CUSTOMERS * 2 / 3;

  private static final GeneratedTable<Region> REGION =
      new GeneratedTable<>(
          "region",
          TpchTable.REGION,
          REGIONS,
          false,
          List.of(0),
          List.of(
              smallKey("r_regionkey", REGIONS, Region::regionKey),
              words("r_name", REGIONS, Region::name),
              words("r_comment", REGIONS, Region::comment)));

  private static final GeneratedTable<Nation> NATION =
      new GeneratedTable<>(
          "nation",
          TpchTable.NATION,
          NATIONS,
          false,
          List.of(0),
          List.of(
              smallKey("n_nationkey", NATIONS, Nation::nationKey),
              words("n_name", NATIONS, Nation::name),
              smallKey("n_regionkey", REGIONS, Nation::regionKey),
              words("n_comment", NATIONS, Nation::comment)));

  private static final GeneratedTable<Supplier> SUPPLIER =
      new GeneratedTable<>(
          "supplier",
          TpchTable.SUPPLIER,
          SUPPLIERS,
          true,
          List.of(0),
          List.of(
              key("s_suppkey", SUPPLIERS, SUPPLIERS, Supplier::supplierKey),
              text("s_name", SUPPLIERS, 18, Supplier::name),
              text("s_address", SUPPLIERS, 25, Supplier::address),
              smallKey("s_nationkey", NATIONS, Supplier::nationKey),
              text("s_phone", SUPPLIERS, 15, Supplier::phone),
              money("s_acctbal", -99_999, 999_999, 9_950, Supplier::accountBalanceInCents),
              text("s_comment", SUPPLIERS, 62, Supplier::comment)));

  private static final GeneratedTable<Customer> CUSTOMER =
      new GeneratedTable<>(
          "customer",
          TpchTable.CUSTOMER,
          CUSTOMERS,
          true,
          List.of(0),
          List.of(
              key("c_custkey", CUSTOMERS, CUSTOMERS, Customer::customerKey),
              text("c_name", CUSTOMERS, 18, Customer::name),
              text("c_address", CUSTOMERS, 25, Customer::address),
              smallKey("c_nationkey", NATIONS, Customer::nationKey),
              text("c_phone", CUSTOMERS, 15, Customer::phone),
              money("c_acctbal", -99_999, 999_999, 140_000, Customer::accountBalanceInCents),
              words("c_mktsegment", 5, Customer::marketSegment),
              text("c_comment", CUSTOMERS, 73, Customer::comment)));

  private static final GeneratedTable<Part> PART =
      new GeneratedTable<>(
          "part",
          TpchTable.PART,
          PARTS,
          true,
          List.of(0),
          List.of(
              key("p_partkey", PARTS, PARTS, Part::partKey),
              text("p_name", PARTS, 33, Part::name),
              words("p_mfgr", 5, Part::manufacturer),
              words("p_brand", 25, Part::brand),
              words("p_type", 150, Part::type),
              integer("p_size", 1, 50, Part::size),
              words("p_container", 40, Part::container),
              money("p_retailprice", 90_000, 209_900, 20_000, Part::retailPriceInCents),
              text("p_comment", 130_000, 14, Part::comment)));

  private static final GeneratedTable<PartSupplier> PARTSUPP =
      new GeneratedTable<>(
          "partsupp",
          TpchTable.PART_SUPPLIER,
          4 * PARTS,
          true,
          List.of(0, 1),
          List.of(
              key("ps_partkey", PARTS, PARTS, PartSupplier::partKey),
              key("ps_suppkey", SUPPLIERS, SUPPLIERS, PartSupplier::supplierKey),
              integer("ps_availqty", 1, 9_999, PartSupplier::availableQuantity),
              money("ps_supplycost", 100, 100_000, 99_900, PartSupplier::supplyCostInCents),
              text("ps_comment", 4 * PARTS, 124, PartSupplier::comment)));

  private static final GeneratedTable<Order> ORDER =
      new GeneratedTable<>(
          "orders",
          TpchTable.ORDERS,
          ORDERS,
          true,
          List.of(0),
          List.of(
              key("o_orderkey", ORDER_KEYS, ORDERS, Order::orderKey),
              key("o_custkey", CUSTOMERS, BUYERS, Order::customerKey),
              words("o_orderstatus", 3, order -> status(order.orderStatus())),
              money("o_totalprice", 81_000, 80_000_000, 1_450_000, Order::totalPriceInCents),
              date("o_orderdate", "1992-01-01", "1998-08-02", Order::orderDate),
              words("o_orderpriority", 5, Order::orderPriority),
              text("o_clerk", 1_000, 15, Order::clerk),
              integer("o_shippriority", 0, 0, Order::shipPriority),
              text("o_comment", ORDERS, 49, Order::comment)));

  private static final GeneratedTable<LineItem> LINEITEM =
      new GeneratedTable<>(
          "lineitem",
          TpchTable.LINE_ITEM,
          LINES,
          true,
          List.of(0, 3),
          List.of(
              key("l_orderkey", ORDER_KEYS, ORDERS, LineItem::orderKey),
              key("l_partkey", PARTS, PARTS, LineItem::partKey),
              key("l_suppkey", SUPPLIERS, SUPPLIERS, LineItem::supplierKey),
              integer("l_linenumber", 1, 7, LineItem::lineNumber),
              money("l_quantity", 100, 5_000, 50, line -> line.quantity() * 100),
              money("l_extendedprice", 90_000, 10_495_000, 930_000, LineItem::extendedPriceInCents),
              money("l_discount", 0, 10, 11, LineItem::discountPercent),
              money("l_tax", 0, 8, 9, LineItem::taxPercent),
              words("l_returnflag", 3, LineItem::returnFlag),
              words("l_linestatus", 2, LineItem::status),
              date("l_shipdate", "1992-01-02", "1998-12-01", LineItem::shipDate),
              date("l_commitdate", "1992-01-31", "1998-10-31", LineItem::commitDate),
              date("l_receiptdate", "1992-01-03", "1998-12-31", LineItem::receiptDate),
              words("l_shipinstruct", 4, LineItem::shipInstructions),
              words("l_shipmode", 7, LineItem::shipMode),
              text("l_comment", 4_580_000, 27, LineItem::comment)));

  static final List<GeneratedTable<?>> ALL =
      List.of(REGION, NATION, SUPPLIER, CUSTOMER, PART, PARTSUPP, ORDER, LINEITEM);

  private TpchTables() {}

  private static String status(char status) {
    return switch (status) {
      case 'F' -> "F";
      case 'O' -> "O";
      default -> "P";
    };
  }
}
