package io.thalweg.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.flight.Ticket;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private final AtomicLong micros = new AtomicLong(1_000_000_000L);
  private final Tickets tickets = new Tickets(clock());
  private final ResultSource source = new SqlInfos(List.of());

  private Clock clock() {
    return new Clock() {
      @Override
      public long epochMicros() {
        return micros.get();
      }

      @Override
      public long nanoTime() {
        return micros.get() * 1000;
      }
    };
  }

  private void assertRefused(Tickets by, byte[] bytes) {
    assertThatThrownBy(() -> by.redeem(new Ticket(bytes)))
        .isInstanceOfSatisfying(
            ThalwegException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TICKET));
  }

  @Test
  void a_ticket_gives_what_it_was_issued_for() {
    Ticket ticket = tickets.issue(source);
    assertThat(tickets.redeem(ticket)).isSameAs(source);
    assertThat(tickets.redeem(ticket)).isSameAs(source);
  }

  @Test
  void a_ticket_with_any_bit_changed_is_refused() {
    byte[] bytes = tickets.issue(source).getBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertRefused(tickets, changed);
    }
    assertRefused(tickets, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused(tickets, new byte[0]);
  }

  @Test
  void a_ticket_of_another_server_is_refused() {
    assertRefused(new Tickets(clock()), tickets.issue(source).getBytes());
  }

  @Test
  void a_ticket_expires() {
    byte[] bytes = tickets.issue(source).getBytes();
    micros.addAndGet(3_600_000_000L);
    assertRefused(tickets, bytes);
  }
}
