package io.thalweg.sql.parser;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/// `name = value` in WITH or SET, `NAME value` in COPY.
///
/// @param name as written; options are matched ignoring case; one part
/// @param value a literal (a bare word is a string literal, a missing value is TRUE), a parameter,
///   or a row of those for lists
public record Option(SqlIdentifier name, SqlNode value) {

  /// The name in lower case.
  public String key() {
    return name.getSimple().toLowerCase(java.util.Locale.ROOT);
  }
}
