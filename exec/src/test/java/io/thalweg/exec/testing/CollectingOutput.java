package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.operator.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Keeps what is emitted and checks it: batches with rows, of the schema's layouts, never into a
/// full output, one per call. Full after each batch when `fills` says so, until [#makeRoom].
public final class CollectingOutput implements Output {
  private final Schema schema;
  private final BooleanSupplier fills;
  private final List<Batch> batches = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private boolean full;
  private boolean emittedInCall;

  public CollectingOutput(Schema schema, BooleanSupplier fills) {
    this.schema = schema;
    this.fills = fills;
  }

  /// An output that always has room.
  public static CollectingOutput endless(Schema schema) {
    return new CollectingOutput(schema, () -> false);
  }

  /// To be called before each call of an operator.
  public void beginCall() {
    emittedInCall = false;
  }

  public boolean emittedInCall() {
    return emittedInCall;
  }

  public void makeRoom() {
    full = false;
  }

  public List<Batch> batches() {
    return batches;
  }

  public List<Signal> signals() {
    return signals;
  }

  @Override
  public void emit(Batch batch) {
    assertThat(full).as("emit into a full output").isFalse();
    assertThat(emittedInCall).as("a second batch in one call").isFalse();
    assertThat(batch.isEmpty()).as("an empty batch").isFalse();
    List<Layout> layouts = batch.columns().stream().map(column -> column.layout()).toList();
    assertThat(layouts).isEqualTo(schema.types().stream().map(type -> type.layout()).toList());
    batches.add(batch);
    emittedInCall = true;
    full = fills.getAsBoolean();
  }

  @Override
  public void watermark(long micros) {
    signals.add(new Signal.Watermark(micros));
  }

  @Override
  public void barrier(Barrier barrier) {
    signals.add(barrier);
  }

  @Override
  public boolean isFull() {
    return full;
  }
}
