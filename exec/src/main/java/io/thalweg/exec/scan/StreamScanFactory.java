package io.thalweg.exec.scan;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Scan;
import io.thalweg.exec.linear.StreamSinkFactory;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.CatchUp;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.operator.SourceFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the tasks of one scan share that follows a table's changes. The splits are listed away from
/// the workers; the i-th belongs to task `i % parallelism`.
public final class StreamScanFactory implements SourceFactory {
  private final ScanRows rows;
  private final TableStream stream;
  private final ReadContext readContext;
  private final Optional<HandedOut.Asked> kept;
  private final KnownSplits splits;
  private final Epochs epochs;
  private final ScanProgress progress;
  private final BlockingCalls blocking;
  private final Optional<StreamSinkFactory> lateRows;
  private volatile @Nullable TaskContext task;
  private @Nullable CatchUp asked;
  private CompletableFuture<Map<String, String>> ends = new CompletableFuture<>();

  /// @param node that scans
  /// @param rows what is asked of the readers
  public StreamScanFactory(
      Scan node, ScanRows rows, TableStream stream, FactoryContext context, ScanProgress progress) {
    this.rows = rows;
    this.stream = stream;
    this.readContext = new ReadContext(context.predicates(), List.of(), context.memory());
    this.kept =
        stream.isVolatile() && !rows.hasWatermark()
            ? Optional.of(
                new HandedOut.Asked(node.schema().types(), stream.appendOnly(), context.memory()))
            : Optional.empty();
    this.epochs = context.epochs();
    this.progress = progress;
    this.blocking = context.blocking();
    this.lateRows =
        context.stream()
            .flatMap(NodeStream::lateRows)
            .map(side -> StreamSinkFactory.beside(side, "late rows of " + node.table(), context));
    progress.scanStarted();
    this.splits =
        new KnownSplits(stream, rows.request(), blocking.start(this::listSplits), this::wakeAll);
  }

  private List<Split> listSplits() {
    List<Split> listed = stream.splits(rows.request());
    progress.splitsListed(listed.size());
    return listed;
  }

  @Override
  public Source create(TaskContext context) {
    task = context;
    Optional<LateRows> late = lateRows.map(sink -> new LateRows(sink.create(context)));
    return new StreamScanSource(this, epochs, late, context);
  }

  @Override
  public void close() {
    splits.close();
    lateRows.ifPresent(StreamSinkFactory::close);
  }

  private void wakeAll() {
    TaskContext any = task;
    if (any != null) {
      any.wakeAll();
    }
  }

  KnownSplits splits() {
    return splits;
  }

  /// What keeps the rows of a split in checkpoints; empty: its position says it all.
  ///
  /// @param before what was handed on up to the checkpoint
  Optional<HandedOut> kept(Split split, List<Batch> before) {
    return kept.map(asked -> new HandedOut(split.label(), asked, before));
  }

  /// Opens a split where it was left.
  SplitReader open(Split split, String position) {
    if (position.isEmpty() || kept.isPresent()) {
      return stream.open(split, rows.request(), readContext);
    }
    Map<String, String> properties = new HashMap<>(split.properties());
    properties.put(TableStream.POSITION, position);
    Split from = new Split(split.label(), split.rows(), split.bytes(), properties);
    return stream.open(from, rows.request(), readContext);
  }

  /// Where the splits end as of `question` or a little later; asked away from the workers, once for
  /// all tasks.
  synchronized CompletableFuture<Map<String, String>> ends(CatchUp question) {
    if (question != asked) {
      asked = question;
      ends = blocking.start(stream::ends);
    }
    return ends;
  }

  ScanRows rows() {
    return rows;
  }

  ScanProgress progress() {
    return progress;
  }
}
