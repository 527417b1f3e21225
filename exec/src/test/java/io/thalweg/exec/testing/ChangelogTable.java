package io.thalweg.exec.testing;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFacts;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A changelog as a table that continuous queries follow. Its changes are dealt out to splits, each
/// of which marks the end of every epoch; readers answer now and then that there is nothing yet.
///
/// Epochs can be held back ([#release]) to play a live stream. Read as a bounded table it has the
/// rows of the epochs that are released.
public final class ChangelogTable implements Table, TableStream {
  private final TableHandle handle;
  private final Changelog changes;
  private final int splits;
  private final AtomicInteger openReaders = new AtomicInteger();
  private Optional<WatermarkSpec> watermark = Optional.empty();
  private boolean live;
  private boolean whole;
  private boolean prompt;
  private int released;
  private CompletableFuture<Void> more = new CompletableFuture<>();

  public ChangelogTable(String name, Changelog changes, int splits) {
    this.handle = new TableHandle("test", "main", name, Map.of());
    this.changes = changes;
    this.splits = splits;
    this.released = changes.epochs().size();
  }

  /// Declares event time.
  public ChangelogTable withWatermark(WatermarkSpec spec) {
    watermark = Optional.of(spec);
    return this;
  }

  /// Begins without any epoch, and never ends.
  public ChangelogTable live() {
    live = true;
    released = 0;
    return this;
  }

  /// What a split has of one epoch of the changelog is one change: to be seen whole.
  public ChangelogTable whole() {
    whole = true;
    return this;
  }

  /// Readers never answer that there is nothing while there is something.
  public ChangelogTable prompt() {
    prompt = true;
    return this;
  }

  /// Lets readers see the next epoch.
  public void release() {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      released++;
      waiting = more;
      more = new CompletableFuture<>();
    }
    waiting.complete(null);
  }

  public Changelog changes() {
    return changes;
  }

  public int openReaders() {
    return openReaders.get();
  }

  @Override
  public TableHandle handle() {
    return handle;
  }

  @Override
  public Schema schema() {
    return changes.schema();
  }

  @Override
  public TableFacts facts() {
    return new TableFacts(!live, List.of(), List.of(), false, watermark);
  }

  @Override
  public Optional<TableStream> stream() {
    return Optional.of(this);
  }

  @Override
  public boolean appendOnly() {
    return false;
  }

  @Override
  public List<Split> splits(ScanRequest request) {
    List<Split> named = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      named.add(new Split(handle.table() + "#" + i, -1, -1, Map.of("split", "" + i)));
    }
    return named;
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    openReaders.incrementAndGet();
    int[] position = {0, 0, 0};
    String from = split.properties().get(POSITION);
    if (from != null) {
      String[] parts = from.split(":", -1);
      for (int i = 0; i < 3; i++) {
        position[i] = Integer.parseInt(parts[i]);
      }
    }
    return new Reader(Integer.parseInt(split.properties().get("split")), request, position);
  }

  /// The changes of one epoch in one split.
  private List<Changelog.Change> dealt(int epoch, int split) {
    List<Changelog.Change> all = changes.epochs().get(epoch).changes();
    List<Changelog.Change> own = new ArrayList<>();
    for (int i = split; i < all.size(); i += splits) {
      own.add(all.get(i));
    }
    return own;
  }

  private final class Reader implements SplitReader {
    private final int split;
    private final ScanRequest request;
    private int epoch;
    private int row;
    private int reads;

    /// @param position epoch, row within it, reads so far
    private Reader(int split, ScanRequest request, int[] position) {
      this.split = split;
      this.request = request;
      this.epoch = position[0];
      this.row = position[1];
      this.reads = position[2];
    }

    @Override
    public Progress read() {
      CompletableFuture<Void> waiting;
      synchronized (ChangelogTable.this) {
        waiting = epoch < released ? CompletableFuture.completedFuture(null) : more;
        if (epoch == changes.epochs().size()) {
          return live ? new Progress.Pending(waiting) : Progress.Finished.INSTANCE;
        }
      }
      if (!waiting.isDone() || (!prompt && ++reads % 3 == 0)) {
        return new Progress.Pending(waiting);
      }
      List<Changelog.Change> own = dealt(epoch, split);
      if (row == own.size()) {
        epoch++;
        row = 0;
        return Progress.Mark.INSTANCE;
      }
      int end = Math.min(own.size(), row + request.batchRows());
      List<Changelog.Change> next = own.subList(row, end);
      row = end;
      return new Progress.Rows(batch(next));
    }

    private Batch batch(List<Changelog.Change> next) {
      List<List<@Nullable Object>> rows = next.stream().map(Changelog.Change::row).toList();
      int[] weights = next.stream().mapToInt(Changelog.Change::weight).toArray();
      return Rows.batch(changes.schema(), rows)
          .withWeights(weights)
          .select(request.columns().stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public String position() {
      return epoch + ":" + row + ":" + reads;
    }

    @Override
    public boolean isBetweenChanges() {
      return !whole || row == 0;
    }

    @Override
    public void close() {
      openReaders.decrementAndGet();
    }
  }
}
