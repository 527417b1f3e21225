package io.thalweg.exec.testing;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table that continuous queries write to. What was prepared and committed survives them, and
/// what they were about to write does not.
public final class TwoPhaseTable implements Table {
  private final TableHandle handle;
  private final Schema schema;
  private final boolean retractions;
  private final Map<String, List<Batch>> prepared = new LinkedHashMap<>();
  private final Set<String> committed = new LinkedHashSet<>();
  private int texts;
  private int failingCommits;

  /// @param retractions whether rows may have weights
  public TwoPhaseTable(String name, Schema schema, boolean retractions) {
    this.handle = new TableHandle("test", "main", name, Map.of());
    this.schema = schema;
    this.retractions = retractions;
  }

  /// The next commits fail.
  public TwoPhaseTable failingCommits(int count) {
    failingCommits = count;
    return this;
  }

  /// The rows that are visible.
  public synchronized List<List<@Nullable Object>> rows() {
    Accumulated sum = new Accumulated(schema);
    committed.forEach(text -> prepared.getOrDefault(text, List.of()).forEach(sum::add));
    return sum.rows();
  }

  /// How many times something became visible.
  public synchronized int commits() {
    return committed.size();
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    throw new AssertionError("only written to");
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    throw new AssertionError("only written to");
  }

  @Override
  public StreamTarget streamTarget(String job) {
    return new Target();
  }

  private final class Target implements StreamTarget {
    @Override
    public boolean acceptsRetractions() {
      return retractions;
    }

    @Override
    public StreamWriter writer(int task) {
      return new Writer(task);
    }

    @Override
    public void commit(List<String> names) {
      synchronized (TwoPhaseTable.this) {
        if (failingCommits > 0) {
          failingCommits--;
          throw new ThalwegException(ErrorCode.CONNECTION_FAILED, "the table is away");
        }
        for (String name : names) {
          if (!prepared.containsKey(name)) {
            throw new AssertionError(name + " was given up, or never prepared");
          }
        }
        committed.addAll(names);
      }
    }

    @Override
    public void recover() {
      synchronized (TwoPhaseTable.this) {
        prepared.keySet().retainAll(committed);
      }
    }
  }

  private final class Writer implements StreamTarget.StreamWriter {
    private final int task;
    private List<Batch> written = new ArrayList<>();

    private Writer(int task) {
      this.task = task;
    }

    @Override
    public void write(Batch batch) {
      if (!retractions && batch.weights() != null) {
        throw new AssertionError("weights for a table that knows none");
      }
      written.add(batch);
    }

    @Override
    public String prepare(long checkpoint) {
      synchronized (TwoPhaseTable.this) {
        String text = "epoch " + checkpoint + " task " + task + " #" + texts++;
        prepared.put(text, written);
        written = new ArrayList<>();
        return text;
      }
    }

    @Override
    public void close() {
      written = List.of();
    }
  }
}
