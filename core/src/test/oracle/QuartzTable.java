import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * Makes quartz.tsv: ticks of the syntax that croniter lacks, as Quartz computes them.
 *
 * <pre>
 * mvn dependency:copy -Dartifact=org.quartz-scheduler:quartz:2.3.2 -DoutputDirectory=/tmp/quartz
 * mvn dependency:copy -Dartifact=org.slf4j:slf4j-api:1.7.30 -DoutputDirectory=/tmp/quartz
 * java -cp '/tmp/quartz/*' QuartzTable.java > ../resources/io/jararaca/core/schedule/quartz.tsv
 * </pre>
 *
 * Columns, divided by tabs: expression, zone, after, next. The times of day lie where no zone changes its
 * clocks, so that the calendar alone is compared. Names stand for days of the week, which Quartz numbers
 * otherwise.
 */
public class QuartzTable {
  static final List<String> EXPRESSIONS =
      List.of(
          "0 0 12 L * ?", "0 0 12 L-1 * ?", "0 0 12 L-2 * ?", "0 0 12 L-3 * ?", "0 0 12 L-7 * ?",
          "0 0 12 L-15 * ?", "0 0 12 L-27 * ?", "0 0 12 LW * ?", "0 0 12 L-1W * ?", "0 0 12 L-3W * ?",
          "0 0 12 L-10W * ?", "0 0 12 1W * ?", "0 0 12 2W * ?", "0 0 12 15W * ?", "0 0 12 28W * ?",
          "0 0 12 29W 1,3-12 ?", "0 0 12 30W 1,3-12 ?", "0 0 12 31W JAN,MAR,MAY ?",
          "0 30 9 LW 2 ?", "0 30 9 LW 2,8 ?", "0 30 9 L 2 ?", "0 30 9 L-1 2 ?",
          "0 0 12 ? * FRIL", "0 0 12 ? * MONL", "0 0 12 ? * SUNL", "0 0 12 ? 2 SATL", "0 0 12 ? */3 WEDL",
          "0 0 12 ? * MON#1", "0 0 12 ? * TUE#2", "0 0 12 ? * SUN#5", "0 0 12 ? 2 THU#5", "0 0 12 ? JUN SAT#4",
          "0 0 12 ? * FRI-MON", "0 0 12 ? * SAT-SUN", "0 0 12 ? * THU-TUE", "0 0 20-8/3 * * ?",
          "0 0 22-7 ? NOV-FEB MON", "0 0 12 ? OCT-MAR/2 *", "50-10/5 0 12 * * ?", "0 55-5 12 * * ?",
          "0 15 10 28-3 * ?", "0 15 10 29 2 ?", "0 15 10 31 * ?", "0/15 0 12 1/10 * ?", "5 4 12 */9 */5 ?",
          "0 10,44 14 ? 3 WED", "0 0/5 14,18 * * ?", "0 15 10 ? * MON-FRI", "0 0 12 1/5 * ?", "0 11 11 11 11 ?");
  static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York");

  public static void main(String[] args) throws Exception {
    Random random = new Random(2015);
    long begin = Instant.parse("2015-01-01T00:00:00Z").getEpochSecond();
    long end = Instant.parse("2037-12-31T00:00:00Z").getEpochSecond();
    System.out.println("# quartz 2.3.2");
    for (String expression : EXPRESSIONS) {
      for (int i = 0; i < 30; i++) {
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        CronExpression quartz = new CronExpression(expression);
        quartz.setTimeZone(TimeZone.getTimeZone(zone));
        Instant after = Instant.ofEpochSecond(begin + (long) (random.nextDouble() * (end - begin)));
        for (int step = 0; step < 2; step++) {
          Date next = quartz.getNextValidTimeAfter(Date.from(after));
          System.out.println(String.join("\t", expression, zone, after.toString(), next.toInstant().toString()));
          after = next.toInstant();
        }
      }
    }
  }
}
