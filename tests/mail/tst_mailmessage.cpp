#include "models/mail/mailmessage.h"

#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** What goes into a header stays there; the same input makes the same bytes. (Read back by python: tst_noticerenderer.)
 */
class TestMailMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts();
    void hostile_data();
    void hostile();
    void sameInputSameBytes();
};

namespace {

MailMessage sample()
{
    MailMessage m;
    m.fromName = u"Exemplar, Sicherheit \u00FC"_s;
    m.fromAddress = u"security@exemplar.example"_s;
    m.to = u"info@k\u00E4fer.example"_s;
    m.subject = u"Vorl\u00E4ufig"_s;
    m.dateMs = 1795319045000;
    m.messageId = u"n1.42@exemplar.example"_s;
    m.own = {{"X-Own", u"value"_s}, {"X-Empty", {}}};
    m.text = u".\n..\nFrom here \u05D0\n"_s;
    return m;
}

} // namespace

void TestMailMessage::parts()
{
    MailMessage m = sample();
    auto made = makeMailMessage(m);
    QVERIFY(made);
    QVERIFY(made->contains("Content-Type: text/plain; charset=utf-8"));
    QVERIFY(made->contains("To: info@xn--kfer-loa.example\r\n"));
    QVERIFY(made->contains("Message-Id: <n1.42@exemplar.example>\r\n") ||
            made->contains("Message-ID: <n1.42@exemplar.example>\r\n"));
    QVERIFY(made->contains("X-Own: value\r\n"));
    QVERIFY(!made->contains("X-Empty"));
    QCOMPARE(made->count('\n'), made->count("\r\n"));
    m.html = u"<p>x</p>"_s;
    made = makeMailMessage(m);
    QVERIFY(made && made->contains("multipart/alternative") && !made->contains("multipart/mixed"));
    m.attachments = {{u"Bericht \u00FC.pdf"_s, "application/pdf", QByteArray(5000, 'x')}};
    made = makeMailMessage(m);
    QVERIFY(made && made->contains("multipart/mixed") && made->contains("multipart/alternative"));
    for (const char c : std::as_const(*made))
        QVERIFY(uchar(c) < 128);
}

void TestMailMessage::hostile_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("poison");
    const std::pair<const char *, QString> poisons[] = {
        {"CR LF", u"a\r\nBcc: x@evil.example"_s}, {"LF", u"a\nBcc: x@evil.example"_s}, {"CR", u"a\rb"_s},
        {"NUL", u"a"_s + QChar(u'\0')},           {"line separator", u"a\u2028b"_s},   {"override", u"a\u202Eb"_s},
        {"half", QString(QChar(0xD800))}};
    for (const char *field : {"fromName", "fromAddress", "to", "subject", "messageId", "X-Own", "attachment"})
        for (const auto &[name, poison] : poisons)
            QTest::addRow("%s with %s", field, name) << QString::fromLatin1(field) << poison;
    QTest::newRow("second command") << u"to"_s << u"a@b.example>\r\nRCPT TO:<evil@c.example"_s;
    QTest::newRow("two recipients") << u"to"_s << u"a@b.example,c@d.example"_s;
}

void TestMailMessage::hostile()
{
    QFETCH(QString, field);
    QFETCH(QString, poison);
    MailMessage m = sample();
    m.attachments = {{u"a.pdf"_s, "application/pdf", "x"}};
    const QHash<QString, QString *> fields{{u"fromName"_s, &m.fromName},
                                           {u"fromAddress"_s, &m.fromAddress},
                                           {u"to"_s, &m.to},
                                           {u"subject"_s, &m.subject},
                                           {u"messageId"_s, &m.messageId},
                                           {u"X-Own"_s, &m.own[0].second},
                                           {u"attachment"_s, &m.attachments[0].name}};
    *fields.value(field) = poison;
    const auto made = makeMailMessage(m);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Invalid);
    QCOMPARE(made.error().field, field);
}

void TestMailMessage::sameInputSameBytes()
{
    MailMessage m = sample();
    m.html = u"<p>x</p>"_s;
    m.attachments = {{u"a.pdf"_s, "application/pdf", "x"}};
    QCOMPARE(*makeMailMessage(m), *makeMailMessage(m));
}

QTEST_GUILESS_MAIN(TestMailMessage)
#include "tst_mailmessage.moc"
