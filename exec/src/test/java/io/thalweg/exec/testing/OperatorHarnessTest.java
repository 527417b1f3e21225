package io.thalweg.exec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The harness passes a right operator and catches the usual mistakes.
class OperatorHarnessTest {
  private static final Schema SCHEMA = RandomRows.schema(RandomRows.scalarTypes());
  private static final Schema NUMBER = RandomRows.schema(SimpleType.BIGINT);

  private static final class PassThrough implements Operator {
    @Override
    public void accept(int input, Batch batch, Output out) {
      out.emit(batch);
    }

    @Override
    public void end(int input, Output out) {}
  }

  @Test
  void disguisedRowsOfAllTypesComeOutUnchanged() {
    List<List<@Nullable Object>> rows = RandomRows.of(1).rows(SCHEMA, 150);
    harness(PassThrough::new, SCHEMA, rows).yieldsInOrder(rows);
  }

  @Test
  void severalTasksShareTheRows() {
    List<List<@Nullable Object>> rows = RandomRows.of(2).rows(SCHEMA, 100);
    harness(PassThrough::new, SCHEMA, rows).tasks(3).yields(rows);
  }

  @Test
  void aWrongRowIsFound() {
    List<List<@Nullable Object>> rows = List.of(List.of(1L), List.of(2L));
    assertThatThrownBy(
            () -> harness(PassThrough::new, NUMBER, rows).yields(List.of(List.of(1L), List.of(3L))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("batches of 1");
  }

  @Test
  void memoryLeftBehindIsFound() {
    OperatorFactory leaky =
        context -> {
          MemoryReservation memory = context.reserve("Leaky #1");
          return new Operator() {
            @Override
            public void accept(int input, Batch batch, Output out) {
              memory.add(8);
              out.emit(batch);
            }

            @Override
            public void end(int input, Output out) {}
          };
        };
    List<List<@Nullable Object>> rows = List.of(List.of(1L));
    assertThatThrownBy(
            () -> new OperatorHarness(_ -> leaky, NUMBER).input(NUMBER, rows).yields(rows))
        .hasMessageContaining("bytes left");
  }

  @Test
  void twoBatchesInOneCallAreFound() {
    List<List<@Nullable Object>> rows = List.of(List.of(1L));
    assertThatThrownBy(
            () ->
                harness(
                        () ->
                            new Operator() {
                              @Override
                              public void accept(int input, Batch batch, Output out) {
                                out.emit(batch);
                                out.emit(batch);
                              }

                              @Override
                              public void end(int input, Output out) {}
                            },
                        NUMBER,
                        rows)
                    .yields(rows))
        .hasMessageContaining("second batch");
  }

  @Test
  void anOperatorThatNeverAcceptsIsFoundStuck() {
    List<List<@Nullable Object>> rows = List.of(List.of(1L));
    assertThatThrownBy(
            () ->
                harness(
                        () ->
                            new Operator() {
                              @Override
                              public boolean accepts(int input) {
                                return false;
                              }

                              @Override
                              public void accept(int input, Batch batch, Output out) {
                                out.emit(batch);
                              }

                              @Override
                              public void end(int input, Output out) {}
                            },
                        NUMBER,
                        rows)
                    .yields(rows))
        .hasMessageContaining("stuck");
  }

  @Test
  void theSameSeedGivesTheSameRows() {
    assertThat(RandomRows.of(5).rows(SCHEMA, 50)).isEqualTo(RandomRows.of(5).rows(SCHEMA, 50));
  }

  private static OperatorHarness harness(
      java.util.function.Supplier<Operator> operator,
      Schema schema,
      List<List<@Nullable Object>> rows) {
    return new OperatorHarness(_ -> _ -> operator.get(), schema).input(schema, rows);
  }
}
