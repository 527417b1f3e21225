package io.thalweg.connectors.options;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A declared table that hands each batch on at once and cannot be read. What becomes of rows after
/// a crash is not tracked: they may be handed on again. Immutable; `rows` is called by several
/// tasks at once.
public record WriteOnlyTable(TableDeclaration declaration, Consumer<Batch> rows) implements Table {

  /// @throws ThalwegException INVALID_ARGUMENT when nothing is declared to be written
  public WriteOnlyTable {
    if (declaration.schema().size() == 0) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT,
          "table '" + declaration.handle().table() + "' needs columns; list them with their types");
    }
  }

  @Override
  public TableHandle handle() {
    return declaration.handle();
  }

  @Override
  public Schema schema() {
    return declaration.schema();
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    throw unreadable();
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    throw unreadable();
  }

  private ThalwegException unreadable() {
    return new ThalwegException(
        ErrorCode.INVALID_STATEMENT,
        "table '" + handle().table() + "' can only be written; its rows go elsewhere");
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public TableSink insert() {
    AtomicLong written = new AtomicLong();
    return new TableSink() {
      @Override
      public void write(Batch batch) {
        rows.accept(batch);
        written.addAndGet(batch.rowCount());
      }

      @Override
      public long commit() {
        return written.get();
      }

      @Override
      public void abort() {
        // What is handed on cannot be taken back.
      }
    };
  }

  @Override
  public boolean acceptsRetractions() {
    return true;
  }

  @Override
  public StreamTarget streamTarget(String job) {
    return new StreamTarget() {
      @Override
      public boolean acceptsRetractions() {
        return true;
      }

      @Override
      public StreamWriter writer(int task) {
        return new PassingWriter(rows);
      }

      @Override
      public void commit(List<String> prepared) {
        // Rows are handed on as they come.
      }
    };
  }

  private record PassingWriter(Consumer<Batch> rows) implements StreamTarget.StreamWriter {
    @Override
    public void write(Batch batch) {
      rows.accept(batch);
    }

    @Override
    public String prepare(long checkpoint) {
      return "";
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
