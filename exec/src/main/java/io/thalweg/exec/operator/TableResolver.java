package io.thalweg.exec.operator;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;

/// Finds the table version that a handle in a plan names. Thread-safe; called at query start.
@FunctionalInterface
public interface TableResolver {

  /// @throws io.thalweg.core.error.ThalwegException UNKNOWN_TABLE or UNKNOWN_CATALOG
  Table resolve(TableHandle handle);
}
