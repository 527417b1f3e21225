package io.thalweg.planner.validate;

import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;

/// `t FOR SYSTEM_TIME AS OF period [AS alias]`, not bound yet.
///
/// @param versions the table under its alias
record Snapshot(SqlNode versions, SqlNode period) {

  static Optional<Snapshot> of(SqlNode node) {
    if (node instanceof SqlSnapshot snapshot) {
      SqlNode table = snapshot.getTableRef();
      String name =
          table instanceof SqlIdentifier identifier ? identifier.names.getLast() : "versions";
      return of(snapshot, new Ast(node.getParserPosition()).as(table, name));
    }
    if (node.getKind() == SqlKind.AS
        && ((SqlCall) node).operand(0) instanceof SqlSnapshot snapshot) {
      SqlCall as = (SqlCall) node;
      return of(
          snapshot,
          new Ast(node.getParserPosition())
              .as(snapshot.getTableRef(), ((SqlIdentifier) as.operand(1)).getSimple()));
    }
    return Optional.empty();
  }

  private static Optional<Snapshot> of(SqlSnapshot snapshot, SqlNode versions) {
    return Optional.of(new Snapshot(versions, snapshot.getPeriod()));
  }
}
