package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          * * * * *             ~ every minute
          0-59 * * * *          ~ every minute
          0 * * * *             ~ every hour
          15 * * * *            ~ at minute 15 of every hour
          0,30 * * * *          ~ every 30 minutes
          */7 * * * *           ~ at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour
          5-10 * * * *          ~ at minutes 5 to 10 of every hour
          50-10/10 * * * *      ~ at minutes 0, 10 and 50 of every hour
          55-5 * * * *          ~ at minutes 55 to 5 of every hour
          0 */2 * * *           ~ every 2 hours
          15 */2 * * *          ~ at minute 15 of every 2nd hour
          */2 */3 * * *         ~ every 2 minutes of every 3rd hour
          * 2 * * *             ~ every minute from 02:00 to 02:59
          */5 22-2 * * *        ~ every 5 minutes from 22:00 to 02:55
          0 1-5 * * *           ~ every hour from 01:00 to 05:00
          0 0,6,12,18 * * *     ~ at 00:00, 06:00, 12:00 and 18:00 every day
          1 2,4 1 * *           ~ at 02:01 and 04:01 on day 1 of the month
          0 1,3,5,7,9,11,12 * * * ~ at minute 0 of hours 1, 3, 5, 7, 9, 11 and 12
          10,40 9-17 * * *      ~ at minutes 10 and 40 of hours 9 to 17
          * * * * * *           ~ every second
          30 * * * * *          ~ at second 30 of every minute
          0,30 */5 * * * *      ~ every 30 seconds of every 5th minute
          15 30 2 * * *         ~ at 02:30:15 every day
          */10 30 2 * * *       ~ every 10 seconds of minute 30 of hour 2
          5 */2 3 * * *         ~ at second 5 of every 2nd minute of hour 3
          0 3 * * MON-FRI       ~ at 03:00 from Monday to Friday
          30 2 * * SAT,SUN      ~ at 02:30 every Saturday and Sunday
          0 12 * * 1-5/2        ~ at 12:00 every Monday, Wednesday and Friday
          0 0 1,15 * *          ~ at 00:00 on days 1 and 15 of the month
          0 0 31 * *            ~ at 00:00 on day 31 of the month
          0 0 1/5 * *           ~ at 00:00 on every 5th day from day 1 of the month
          0 0 L * *             ~ at 00:00 on the last day of the month
          0 0 L-3 * *           ~ at 00:00 on the 3rd day before the last of the month
          0 0 15W * *           ~ at 00:00 on the weekday nearest to the 15th of the month
          0 0 L-3W * *          ~ at 00:00 on the weekday nearest to the 3rd day before the last of the month
          0 0 * * FRI#2         ~ at 00:00 on the second Friday of the month
          0 0 * * 5L            ~ at 00:00 on the last Friday of the month
          0 0 * * MON,FRI#2     ~ at 00:00 every Monday and on the second Friday of the month
          0 0 13 6 FRIL         ~ at 00:00 on day 13 of June and also on the last Friday of June
          0 0 * NOV-FEB *       ~ at 00:00 every day in November to February
          0 0 * JAN,JUL MON     ~ at 00:00 every Monday in January and July
          0 0 */2 * MON,FRI     ~ at 00:00 on every 2nd day from day 1 of the month, if it is a Monday or Friday
          0 0 * * *             ~ at 00:00 every day
          @every 1d12h          ~ every 1 day 12 hours
          @every 1m             ~ every minute
          """)
  void an_expression_is_told_in_words(String expression, String words) {
    assertThat(Timing.parse(expression).words()).isEqualTo(words);
  }
}
