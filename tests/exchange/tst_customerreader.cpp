#include "models/exchange/bouncereader.h"
#include "models/exchange/csvreader.h"
#include "models/exchange/customerreader.h"
#include "models/exchange/scopereader.h"
#include "models/exchange/termreader.h"

#include <QDir>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** What files say of customers, of who is affected, and of mail that came back: hostile ones too (P9.2, P9.3). */
class TestCustomerReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generations_data();
    void generations();
    void pagesAreOne();
    void csvOfPeople();
    void otherWritings();
    void namesFileRowAndField_data();
    void namesFileRowAndField();
    void realFiles();
    void scopeLists();
    void flowLogs_data();
    void flowLogs();
    void scopeFindings();
    void bounces();
    void bouncesOfNothing();
    void hostileTerms_data();
    void hostileTerms();
};

namespace {

QString errorsOf(const CustomerFile &file)
{
    QStringList list;
    for (const ImportFinding &f : file.findings)
        if (f.isError)
            list << f.place.file + u'|' + f.place.row + u'|' + f.field + u'|' + f.text;
    return list.join(u'\n');
}

QString mails(const CustomerFile &file)
{
    QStringList list;
    for (const ImportedContact &c : file.contacts)
        list << c.kind.left(1) + u':' + c.subscriptionRef + c.tenantRef + u':' + (c.email.isEmpty() ? c.name : c.email);
    return list.join(u' ');
}

const QByteArray kId = "/subscriptions/s1/providers/Microsoft.Security/securityContacts/default";

} // namespace

void TestCustomerReader::generations_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("contacts");
    QTest::addColumn<int>("subscriptions");
    QTest::addColumn<int>("customers");
    const auto row = [](const char *name, const QByteArray &json, const QString &contacts, int subscriptions = 0,
                        int customers = 0) { QTest::newRow(name) << json << contacts << subscriptions << customers; };
    row("2017",
        "{\"value\":[{\"id\":\"" + kId +
            "\",\"properties\":{\"email\":\"a@x.example\",\"phone\":\"1\","
            "\"alertNotifications\":\"On\"}}]}",
        u"s:s1:a@x.example"_s);
    row("2020",
        "[{\"id\":\"" + kId +
            "\",\"properties\":{\"emails\":\"a@x.example\",\"alertNotifications\":{\"state\":"
            "\"Off\",\"minimalSeverity\":\"Low\"}}}]",
        u"s:s1:a@x.example"_s);
    row("2023",
        "{\"id\":\"/SUBSCRIPTIONS/s1/providers/Microsoft.Security/securityContact/default\",\"type\":"
        "\"Microsoft.Security/securityContact\",\"properties\":{\"emails\":\"a@x.example; B@x.example\","
        "\"isEnabled\":true,\"notificationsSources\":[]}}",
        u"s:s1:a@x.example s:s1:B@x.example"_s);
    row("flat", "[{\"id\":\"" + kId + "\",\"emails\":\"a@x.example\",\"type\":\"securityContacts\"}]",
        u"s:s1:a@x.example"_s);
    row("nobody", "{\"value\":[]}", {});
    row("asked for by its address",
        "{\"parameters\":{\"subscriptionId\":\"s9\"},\"responses\":{\"200\":{\"body\":{"
        "\"value\":[{\"type\":\"Microsoft.Security/securityContacts\",\"properties\":{"
        "\"email\":\"a@x.example\"}}]}}}}",
        u"s:s9:a@x.example"_s);
    row("an owner and a group",
        "[{\"principalName\":\"adm@x.example\",\"roleDefinitionName\":\"Owner\",\"scope\":"
        "\"/subscriptions/s1\",\"condition\":\"null\"},{\"principalName\":\"PIM-Owners\","
        "\"principalType\":\"Group\",\"roleDefinitionName\":\"Owner\",\"scope\":"
        "\"/subscriptions/s1\"}]",
        u"a:s1:adm@x.example a:s1:PIM-Owners"_s);
    row("a reader of things",
        "[{\"principalName\":\"r@x.example\",\"roleDefinitionName\":\"Reader\",\"scope\":"
        "\"/subscriptions/s1\"}]",
        {});
    row("account list",
        "[{\"environmentName\":\"AzureCloud\",\"id\":\"s1\",\"name\":\"従量課金\",\"tenantId\":\"t1\","
        "\"state\":\"Enabled\"},{\"cloudName\":\"AzureCloud\",\"id\":\"s2\",\"name\":\"null\","
        "\"tenantId\":\"t1\"}]",
        {}, 2);
    row("tenants",
        "{\"value\":[{\"tenantId\":\"t1\",\"countryCode\":\"US\",\"displayName\":\"Larch\"}],\"nextLink\":"
        "\"more\"}",
        {}, 0, 1);
    row("organisation",
        "{\"id\":\"t1\",\"displayName\":\"Larch\",\"countryLetterCode\":\"nl\",\"preferredLanguage\":"
        "\"en\",\"securityComplianceNotificationMails\":[],\"technicalNotificationMails\":["
        "\"adm@x.example\"],\"privacyProfile\":{\"contactEmail\":\"\"}}",
        u"a:t1:adm@x.example"_s, 0, 1);
    row("one record a line",
        "{\"id\":\"" + kId + "\",\"properties\":{\"email\":\"a@x.example\"}}\n{\"id\":\"" + kId +
            "\",\"properties\":{\"email\":\"b@x.example\"}}\n",
        u"s:s1:a@x.example s:s1:b@x.example"_s);
}

void TestCustomerReader::generations()
{
    QFETCH(QByteArray, json);
    const CustomerFile file = readCustomers(u"f.json"_s, json);
    QCOMPARE(errorsOf(file), QString());
    QTEST(mails(file), "contacts");
    QTEST(static_cast<int>(file.subscriptions.size()), "subscriptions");
    QTEST(static_cast<int>(file.customers.size()), "customers");
}

void TestCustomerReader::pagesAreOne()
{
    const CustomerFile file =
        readCustomers({{u"1.json"_s, "{\"value\":[{\"subscriptionId\":\"s1\",\"displayName\":\"A\","
                                     "\"tenantId\":\"t1\"}],\"nextLink\":\"x\"}"},
                       {u"2.json"_s, "{\"value\":[{\"subscriptionId\":\"s2\",\"displayName\":\"B\","
                                     "\"tenantId\":\"t1\"}]}"}});
    QCOMPARE(file.subscriptions.size(), 2);
    QCOMPARE(file.subscriptions.last().place.file, u"2.json"_s);
    QCOMPARE(file.findings.size(), 1); // that there is a next page is said
    QVERIFY(!file.findings.first().isError);
    QCOMPARE(file.sha256.size(), 64);
}

void TestCustomerReader::csvOfPeople()
{
    const CustomerFile file = readCustomers(
        u"c.csv"_s, "\xEF\xBB\xBF"
                    "Customer;Country;Subscription;Reference;Contact;E-Mail;Role\r\n"
                    "Birch Clinic;de;birch-1;s1;Bo;bo@birch.example;Security\r\n"
                    "Birch Clinic;de;birch-1;s1;\"Ann; or \"\"Annie\"\"\";ann@birch.example;Administrator\r\n"
                    "Fir;;;;Fay;;security\r\n"
                    "Gum;;gum-1;;;;\r\n");
    QCOMPARE(errorsOf(file), QString());
    QCOMPARE(file.customers.size(), 3);
    QCOMPARE(file.customers.first().country, u"DE"_s);
    QCOMPARE(file.subscriptions.size(), 2);
    QCOMPARE(mails(file), u"s:s1:bo@birch.example a:s1:ann@birch.example s::Fay"_s);
    QCOMPARE(file.contacts.at(1).name, u"Ann; or \"Annie\""_s);
}

/** Written from right to left, with pictures, and by an old program. */
void TestCustomerReader::otherWritings()
{
    const CustomerFile names = readCustomers(
        u"c.csv"_s,
        u"customer,subscription,email\nשלום בע\"מ,الأرشيف 1,a@x.example\nFire 🔥,main,b@x.example\n"_s.toUtf8());
    QCOMPARE(errorsOf(names), QString());
    QCOMPARE(names.customers.first().name, u"שלום בע\"מ"_s);
    QCOMPARE(names.customers.last().name, u"Fire 🔥"_s);
    const CustomerFile old = readCustomers(u"old.csv"_s, "customer;email\nB\xE4r & S\xF6hne;a@x.example\n");
    QCOMPARE(errorsOf(old), QString());
    QCOMPARE(old.customers.first().name, u"Bär & Söhne"_s);
    QCOMPARE(old.findings.size(), 1); // that it was read so is said
    const ScopeFile log = readScope(u"old.csv"_s, "subscription,accessed,certainty\nS1,M\xFCller's mail,likely\n");
    QCOMPARE(log.lines.first().accessed, u"Müller's mail"_s);
}

void TestCustomerReader::namesFileRowAndField_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QByteArray &bytes, const char *place) {
        QTest::newRow(name) << bytes << QString::fromUtf8(place);
    };
    row("no address", "customer,email\nFir,fir at example\n", "f|line 2|email|");
    row("a header in an address", "customer,email\nFir,\"a@x.example\r\nBcc: b@x.example\"\n", "f|line 2|email|");
    row("two lines in a name", "customer,email\n\"Fir\nElm\",a@x.example\n", "f|line 2|customer|");
    row("a name that turns the writing round", "customer,email\nFir\xE2\x80\xAE mlE,a@x.example\n",
        "f|line 2|customer|");
    row("an encoded word", "customer,subscription\nFir,=?utf-8?q?x?=\n", "f|line 2|subscription|");
    row("ten megabytes in a name", "customer,email\n" + QByteArray(10'000'000, 'x') + ",a@x.example\n",
        "f|line 2|customer|");
    row("ten megabytes in an address", "customer,email\nFir," + QByteArray(10'000'000, 'x') + "\n", "f|line 2|email|");
    row("a country of three letters", "customer,country\nFir,DEU\n", "f|line 2|country|");
    row("no such kind", "customer,subscription,kind\nFir,a,planet\n", "f|line 2|kind|");
    row("no such role", "customer,email,role\nFir,a@x.example,king\n", "f|line 2|role|");
    row("nobody", "customer,email\n,a@x.example\n", "f|line 2|customer|");
    row("no heading", "a,b\n1,2\n", "f|line 1|heading|");
    row("an open quote", "customer\n\"Fir\n", "f|the file||");
    row("bytes", QByteArray("customer\0x", 10), "f|the file||");
    row("nothing", "  \n ", "f|the file||");
    row("broken json", "{\"body\": { [ }", "f|byte ");
    row("deep json", QByteArray(100, '['), "f|the file||");
    row("another json", "[{\"planet\":\"Mars\"}]", "f|[0]||");
    row("a principal by number",
        "[{\"properties\":{\"roleDefinitionId\":\"/x/8e3af657-a8ff-443c-a75c-2fe8c4bcb635\","
        "\"principalId\":\"p\",\"scope\":\"/subscriptions/s1\"}}]",
        "f|[0]|principalName|");
    row("of no subscription", "[{\"type\":\"securityContacts\",\"properties\":{\"email\":\"a@x.example\"}}]",
        "f|[0]|id|");
    row("a bad mail in json",
        "[{\"id\":\"/subscriptions/s1/securityContacts/d\",\"properties\":{\"emails\":"
        "\"a@x.example;<script>\"}}]",
        "f|[0]|emails|");
    row("the tool's error", "{\"error\":{\"code\":\"403\",\"message\":\"denied\"}}", "f|the file|error|");
    row("a line of many that is broken", "{\"tenantId\":\"t\",\"displayName\":\"A\"}\n{oops\n", "f|line 2||");
}

void TestCustomerReader::namesFileRowAndField()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    const QString errors = errorsOf(readCustomers(u"f"_s, bytes));
    QVERIFY2(errors.startsWith(place), qPrintable(errors));
    QVERIFY(errors.size() < 400);
    QVERIFY(!errors.contains(u'\n')); // one finding, and no line of the file in it
}

/** The samples of the shared data folder, where it is there: nothing in them is an error but what really is one. */
void TestCustomerReader::realFiles()
{
    const QDir folder(qEnvironmentVariable("TOCSIN_SOURCE_DIR", u"."_s) + u"/../shared/data/E-azure-contacts"_s);
    if (!folder.exists()) {
        QVERIFY2(!qEnvironmentVariableIsSet("TOCSIN_LONG"), qPrintable(u"There has to be "_s + folder.path()));
        QSKIP("The folder of real data is not here.");
    }
    int files = 0;
    QStringList errors;
    CustomerFile all;
    for (const QString &name : folder.entryList({u"*.json"_s, u"*.jsonl"_s})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const CustomerFile read = readCustomers(name, file.readAll());
        if (const QString e = errorsOf(read); !e.isEmpty())
            errors << e;
        all.add(read);
        ++files;
    }
    QVERIFY(files >= 8);
    // A role assignment by the REST interface names its principal by number alone: that is said, and left.
    for (const QString &e : std::as_const(errors))
        QVERIFY2(e.contains(u"principalName"_s), qPrintable(e));
    QVERIFY(mails(all).contains(u"jane@contoso.com"_s));
    QVERIFY(all.subscriptions.size() >= 4 && all.customers.size() >= 4);
}

void TestCustomerReader::scopeLists()
{
    const ScopeFile file = readScope(u"s.csv"_s, "subscription,accessed,certainty,from\nbirch-1,names,likely,\n"
                                                 "birch-2,mail,confirmed,2026-01-02T03:04:05Z\n");
    QCOMPARE(file.kind, u"list"_s);
    QCOMPARE(file.lines.size(), 2);
    QCOMPARE(file.lines.first().accessed, u"names"_s);
    QCOMPARE(file.lines.first().certainty, u"likely"_s);
    QVERIFY(file.findings.isEmpty());
}

void TestCustomerReader::flowLogs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("csv") << QByteArray("TimeGenerated,ResourceId,OperationName,Object,Bytes\n"
                                       "2026-01-02T03:04:05Z,/subscriptions/S1/x,GetBlob,a.txt,10\n"
                                       "2026-01-02 04:04:05,/SUBSCRIPTIONS/s1/y,GetBlob,b.txt,20\n"
                                       "2026-01-02T03:30:00Z,/subscriptions/s1/x,PutBlob,a.txt,5\n"
                                       "2026-01-02T03:30:00Z,other,GetBlob,c.txt,1\n");
    QTest::newRow("a record a line") << QByteArray(
        "{\"TimeGenerated\":\"2026-01-02T03:04:05Z\",\"ResourceId\":\"/subscriptions/S1/"
        "x\",\"OperationName\":\"GetBlob\","
        "\"Object\":\"a.txt\",\"Bytes\":10}\n"
        "{\"TimeGenerated\":1767326645,\"ResourceId\":\"/subscriptions/s1\",\"OperationName\":\"GetBlob\",\"Object\":"
        "\"b.txt\",\"Bytes\":20}\n"
        "{\"TimeGenerated\":\"2026-01-02T03:30:00Z\",\"ResourceId\":\"/subscriptions/"
        "s1\",\"OperationName\":\"PutBlob\","
        "\"Object\":\"a.txt\",\"Bytes\":5}\n"
        "{\"TimeGenerated\":\"2026-01-02T03:30:00Z\",\"ResourceId\":\"other\",\"OperationName\":\"GetBlob\",\"Object\":"
        "\"c.txt\"}\n");
}

void TestCustomerReader::flowLogs()
{
    QFETCH(QByteArray, bytes);
    const ScopeFile file = readScope(u"f"_s, bytes);
    QCOMPARE(file.kind, u"flow_log"_s);
    QCOMPARE(file.rows, 4);
    QCOMPARE(file.lines.size(), 2);
    const ScopeLine &line = file.lines.first();
    QCOMPARE(line.key, u"S1"_s);
    QCOMPARE(line.rows, 3);
    QCOMPARE(line.fromMs, 1767323045000);
    QCOMPARE(line.toMs, 1767326645000);
    QCOMPARE(line.certainty, u"confirmed"_s);
    QVERIFY2(line.accessed.contains(u"2 objects: a.txt, b.txt"_s) && line.accessed.contains(u"2 × GetBlob"_s) &&
                 line.accessed.contains(u"35 bytes"_s),
             qPrintable(line.accessed));
}

void TestCustomerReader::scopeFindings()
{
    const ScopeFile file =
        readScope(u"f"_s, "subscription,time,certainty\n,2026-01-02T03:04:05Z,\na,yesterday,\nb,,sure\nc,,\n");
    QCOMPARE(file.rows, 4);
    QCOMPARE(file.lines.size(), 1);
    QStringList places;
    for (const ImportFinding &f : file.findings)
        places << f.place.row + u' ' + f.field;
    QCOMPARE(places.join(u';'), u"line 2 subscription;line 3 time;line 4 certainty"_s);
    for (const char *time : {"1e300", "inf", "nan", "-1e300", "253402300800000"}) {
        const ScopeFile odd = readScope(u"f"_s, QByteArray("subscription,time\na,") + time + "\n");
        QCOMPARE(odd.findings.size(), 1);
        QCOMPARE(odd.findings.first().field, u"time"_s);
    }
    const ScopeFile good = readScope(u"f"_s, "subscription,time\na,1767323045\n");
    QVERIFY(good.findings.isEmpty());
    QCOMPARE(readScope(u"f"_s, "a,b\n1,2\n").findings.first().field, u"heading"_s);
}

void TestCustomerReader::bounces()
{
    const QByteArray report =
        "From MAILER-DAEMON Fri Jan  2 03:10:00 2026\r\nFrom: MAILER-DAEMON@mx.example\r\nMessage-ID: "
        "<r1@mx.example>\r\n"
        "Date: Fri, 02 Jan 2026 03:10:00 +0000\r\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=\"b\"\r\n\r\n--b\r\n\r\nSorry.\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bo@birch.example\r\nAction: failed\r\n"
        "Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such\r\n  user here\r\n\r\n--b\r\n"
        "Content-Type: text/rfc822-headers\r\n\r\nSubject: Incident\r\nMessage-ID: "
        "<ours-1@tocsin.invalid>\r\n\r\n--b--\r\n\r\n"
        "From friend@example Fri Jan  2 03:11:00 2026\r\nSubject: Re: Incident\r\nMessage-ID: <x@y>\r\n\r\nThank "
        "you.\r\n\r\n"
        "From MAILER-DAEMON Fri Jan  2 03:12:00 2026\r\nMessage-ID: <r2@mx.example>\r\n\r\n"
        "Final-Recipient: rfc822;slow@fir.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\nMessage-Id: "
        "<ours-2@tocsin.invalid>\r\n";
    const QList<Bounce> list = readBounces(report);
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.first().address, u"bo@birch.example"_s);
    QCOMPARE(list.first().messageRef, u"ours-1@tocsin.invalid"_s);
    QCOMPARE(list.first().status, u"5.1.1"_s);
    QCOMPARE(list.first().said, u"550 5.1.1 no such user here"_s);
    QCOMPARE(list.first().atMs, 1767323400000);
    QVERIFY(list.first().permanent);
    QCOMPARE(list.last().messageRef, u"ours-2@tocsin.invalid"_s);
    QVERIFY(!list.last().permanent);
}

void TestCustomerReader::bouncesOfNothing()
{
    QVERIFY(readBounces({}).isEmpty());
    QVERIFY(readBounces(QByteArray(100000, '\n')).isEmpty());
    QVERIFY(readBounces(QByteArray("\xff\xfe\0From ", 8)).isEmpty());
}

void TestCustomerReader::hostileTerms_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("field"); // "" is taken
    const QByteArray good = "Birch,detection,24,hours,Desk,portal,German,Clause 9,no";
    const auto row = [&good](const char *name, const QByteArray &from, const QByteArray &to, const QString &field) {
        QTest::newRow(name) << QByteArray(good).replace(from, to) << field;
    };
    row("good", {}, {}, {});
    row("a formula made harmless comes back", "Clause 9", "'=1+1", {});
    row("without undue delay", "24,hours", ",without_undue_delay", {});
    row("no customer", "Birch", " ", u"customer"_s);
    row("a line in a name", "Birch", "\"Bi\nrch\"", u"customer"_s);
    row("writing turned round", "Desk", "De\u202Esk", u"addressee"_s);
    row("no addressee", "Desk", "", u"addressee"_s);
    row("no channel", "portal", "", u"channel"_s);
    row("no source", "Clause 9", "", u"source"_s);
    row("a very long source", "Clause 9", QByteArray(2001, 'x'), u"source"_s);
    row("another instant", "detection", "named", u"from"_s);
    row("no such instant", "detection", "yesterday", u"from"_s);
    row("no such unit", "hours", "fortnights", u"unit"_s);
    row("no number", "24", "soon", u"period"_s);
    row("none", "24", "", u"period"_s);
    row("nothing", "24", "0", u"period"_s);
    row("less than nothing", "24", "-24", u"period"_s);
    row("more than a number holds", "24", "99999999999", u"period"_s);
    row("a number where none is", "24,hours", "3,without_undue_delay", u"period"_s);
    row("neither yes nor no", ",no", ",perhaps", u"exceptable"_s);
}

void TestCustomerReader::hostileTerms()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, field);
    const QByteArray heading = "customer,from,period,unit,addressee,channel,language,source,exceptable\n";
    const TermFile file = readTerms(u"t.csv"_s, heading + row + '\n');
    QCOMPARE(file.terms.size(), field.isEmpty() ? 1 : 0);
    QCOMPARE(file.findings.size(), field.isEmpty() ? 0 : 1);
    if (!field.isEmpty()) {
        const ImportFinding &f = file.findings.first();
        QCOMPARE(f.place.file + u' ' + f.place.row + u' ' + f.field, u"t.csv line 2 "_s + field);
        QVERIFY(!f.text.isEmpty() && f.text.size() < 300);
    }
    // A heading that lacks a column, and no table at all.
    QCOMPARE(readTerms(u"t.csv"_s, QByteArray(heading).replace("unit", "x") + row).findings.first().field,
             u"heading"_s);
    QVERIFY(readTerms(u"t.csv"_s, QByteArray("\xff\xfe\0x", 4)).terms.isEmpty());
}

QTEST_GUILESS_MAIN(TestCustomerReader)
#include "tst_customerreader.moc"
