package io.thalweg.connectors.files.json;

import io.thalweg.core.type.DataType;
import java.io.IOException;

/// A JSON value that is no value of a column's type; its place is added where it is known.
final class BadJsonValue extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 60;

  BadJsonValue(DataType type, String text) {
    super(
        "'"
            + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…")
            + "' is no "
            + type.sql());
  }
}
