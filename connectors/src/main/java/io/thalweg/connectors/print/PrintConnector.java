package io.thalweg.connectors.print;

import io.thalweg.connectors.options.Options;
import io.thalweg.connectors.options.WriteOnlyTable;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.function.Consumer;

/// Declares tables whose rows are printed, a line each: the table's name (or its option `prefix`),
/// the weight, the values. To look at, not to process: after a restart rows may come again.
/// Thread-safe.
public final class PrintConnector implements Connector {
  private static final String PREFIX = "prefix";

  private final Consumer<String> lines;

  /// @param lines takes one line at a time, from one thread at a time
  public PrintConnector(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public String name() {
    return "print";
  }

  @Override
  public boolean hasCatalog() {
    return false;
  }

  @Override
  public Table declareTable(TableDeclaration declaration) {
    Options options = Options.checked("connector 'print'", declaration.options(), List.of(PREFIX));
    String prefix = options.text(PREFIX).orElse(declaration.handle().table());
    List<DataType> types = declaration.schema().types();
    return new WriteOnlyTable(declaration, batch -> print(prefix, types, batch));
  }

  private void print(String prefix, List<DataType> types, Batch batch) {
    int[] weights = batch.weights();
    synchronized (lines) {
      for (int i = 0; i < batch.rowCount(); i++) {
        int row = batch.row(i);
        StringBuilder line = new StringBuilder(prefix);
        line.append(weights == null || weights[row] > 0 ? " +" : " ");
        line.append(weights == null ? 1 : weights[row]);
        for (int column = 0; column < types.size(); column++) {
          line.append(column == 0 ? " " : " | ");
          line.append(ColumnValues.get(types.get(column), batch.column(column), row));
        }
        lines.accept(line.toString());
      }
    }
  }
}
