#include "models/domain/mailaddress.h"
#include "models/exchange/noticeeml.h"
#include "models/exchange/noticehtml.h"
#include "models/exchange/noticerenderer.h"
#include "tests/exchange/pdftext.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

#include <sys/inotify.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

NoticeDocument sample()
{
    NoticeDocument document;
    document.reference = u"INC-2026-0042/N1"_s;
    document.incidentTitle = u"Stolen storage key"_s;
    document.subject = u"Notice of a security incident: \u00DCbersicht f\u00FCr Sie \u56F3"_s;
    document.bodyMarkdown =
        u"# What happened\n\nOn **21 November** somebody read *your* data.\n\n"
        "- first point\n- second point with \u20AC\n\n"
        "| Item | Value |\n|---|---|\n| Files | 12 |\n\nSee [our page](https://status.example/x).\n"_s;
    document.senderName = u"Exemplar Cloud, Sicherheit \u00FC"_s;
    document.senderAddress = u"security@exemplar.example"_s;
    document.customerName = u"K\u00E4fer GmbH"_s;
    document.subscription = u"sub-0001"_s;
    document.recipients = {u"privacy@kunde.example"_s};
    document.dateMs = 1795319045000; // 2026-11-22 03:44:05 UTC
    document.messageId = u"n1.42@exemplar.example"_s;
    document.textSha256 = QString(64, u'a');
    document.anchorText = u"Record: entry 1234, 5f2c9a0b"_s;
    return document;
}

/** The message as python's email module understands it. */
QJsonObject readBack(const QByteArray &eml)
{
    static const char *script = R"(
import sys, json, email, email.policy, hashlib
raw = sys.stdin.buffer.read()
m = email.message_from_bytes(raw, policy=email.policy.default)
parts = [{'type': p.get_content_type(), 'charset': p.get_content_charset(), 'name': p.get_filename(),
          'disposition': p.get_content_disposition(),
          'text': p.get_content() if p.get_content_maintype() == 'text' else None,
          'sha': hashlib.sha256(p.get_payload(decode=True)).hexdigest()} for p in m.walk() if not p.is_multipart()]
print(json.dumps({'type': m.get_content_type(), 'subject': m['subject'], 'from': m['from'].addresses[0].addr_spec,
  'name': m['from'].addresses[0].display_name, 'to': [a.addr_spec for a in m['to'].addresses], 'date': m['date'].datetime.isoformat(),
  'id': m['message-id'], 'headers': m.keys(), 'ref': m['x-tocsin-reference'], 'anchor': m['x-tocsin-anchor'],
  'parts': parts, 'defects': [str(d) for d in m.defects],
  'bare': raw.count(b'\n') - raw.count(b'\r\n'), 'longest': max(len(l) for l in raw.split(b'\r\n')),
  'eightbit': any(b > 127 for b in raw)}))
)";
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s, QString::fromLatin1(script)});
    python.write(eml);
    python.closeWriteChannel();
    if (!python.waitForFinished(20000) || python.exitCode() != 0)
        qWarning("%s", python.readAllStandardError().constData());
    return QJsonDocument::fromJson(python.readAllStandardOutput()).object();
}

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

class TestNoticeRenderer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messageIsReadBack();
    void letterIsLeftOut();
    void html_data();
    void html();
    void letterIsReadBack();
    void inTheLanguageOfTheNotice_data();
    void inTheLanguageOfTheNotice();
    void portalGetsALetterAlone();
    void longLetterHasPages();
    void thousandSubscriptions();
    void hostileHeaders_data();
    void hostileHeaders();
    void addresses_data();
    void addresses();
    void longSubjectIsFolded();
    void nothingIsLoaded_data();
    void nothingIsLoaded();
    void sameInputSameBytes();
    void worksInAnotherThread();
    void hostileBody();
};

void TestNoticeRenderer::messageIsReadBack()
{
    NoticeRenderer renderer;
    const auto rendered = renderer.render(sample());
    QVERIFY(rendered);
    QCOMPARE(rendered->emlSha256, sha256(rendered->eml));
    const QJsonObject mail = readBack(rendered->eml);
    QCOMPARE(mail["type"_L1].toString(), u"multipart/mixed"_s);
    QCOMPARE(mail["subject"_L1].toString(), sample().subject);
    QCOMPARE(mail["from"_L1].toString(), sample().senderAddress);
    QCOMPARE(mail["name"_L1].toString(), sample().senderName);
    QCOMPARE(mail["to"_L1].toArray(), QJsonArray{u"privacy@kunde.example"_s});
    QCOMPARE(mail["date"_L1].toString(), u"2026-11-22T03:44:05+00:00"_s);
    QCOMPARE(mail["id"_L1].toString(), u"<n1.42@exemplar.example>"_s);
    QCOMPARE(mail["ref"_L1].toString(), sample().reference);
    QCOMPARE(mail["anchor"_L1].toString(), sample().anchorText);
    QCOMPARE(mail["defects"_L1].toArray(), QJsonArray());
    QCOMPARE(mail["bare"_L1].toInt(), 0);
    QVERIFY(mail["longest"_L1].toInt() <= 998);
    QVERIFY(!mail["eightbit"_L1].toBool());
    const QJsonArray parts = mail["parts"_L1].toArray();
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts[1]["type"_L1].toString(), u"text/html"_s);
    QVERIFY(parts[1]["text"_L1].toString().contains(u"<strong>21 November</strong>"_s));
    QCOMPARE(parts[0]["type"_L1].toString(), u"text/plain"_s);
    QCOMPARE(parts[0]["charset"_L1].toString(), u"utf-8"_s);
    const QString text = parts[0]["text"_L1].toString().replace(u"\r\n"_s, u"\n"_s);
    QVERIFY(text.startsWith(sample().bodyMarkdown.trimmed()));
    QVERIFY(text.contains(sample().anchorText));
    QCOMPARE(parts[2]["type"_L1].toString(), u"application/pdf"_s);
    QCOMPARE(parts[2]["disposition"_L1].toString(), u"attachment"_s);
    QCOMPARE(parts[2]["name"_L1].toString(), u"N1.pdf"_s);
    QCOMPARE(parts[2]["sha"_L1].toString(), rendered->pdfSha256);
}

void TestNoticeRenderer::letterIsLeftOut()
{
    NoticeDocument document = sample();
    document.attachLetter = false;
    NoticeRenderer renderer;
    const auto rendered = renderer.render(document);
    QVERIFY(rendered);
    QVERIFY(rendered->pdf.isEmpty() && rendered->pdfSha256.isEmpty());
    const QJsonObject mail = readBack(rendered->eml);
    QCOMPARE(mail["type"_L1].toString(), u"multipart/alternative"_s);
    QCOMPARE(mail["parts"_L1].toArray().size(), 2);
}

void TestNoticeRenderer::html_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("there");
    const auto row = [](const char *name, const QString &markdown, const QString &there) {
        QTest::newRow(name) << markdown << there;
    };
    row("heading", u"## What happened"_s, u"<h2 dir=\"auto\">"_s);
    row("list", u"- one\n- two\n"_s, u"<ul><li dir=\"auto\">one</li><li dir=\"auto\">two</li></ul>"_s);
    row("numbered", u"1. one\n2. two\n"_s, u"<ol><li dir=\"auto\">one</li><li dir=\"auto\">two</li></ol>"_s);
    row("nested", u"- one\n  - in\n- two\n"_s,
        u"<ul><li dir=\"auto\">one<ul><li dir=\"auto\">in</li></ul></li><li dir=\"auto\">two</li></ul>"_s);
    row("quote", u"> said\n"_s, u"<blockquote><p dir=\"auto\">said</p>"_s);
    row("link", u"[page](https://a.example/x)"_s,
        u"<a href=\"https://a.example/x\">page</a> &lt;https://a.example/x&gt;"_s);
    row("link that deceives", u"[https://b.example](https://a.example/x)"_s, u"&lt;https://a.example/x&gt;"_s);
    row("script as a link", u"[page](javascript:alert(1))"_s,
        u"<p dir=\"auto\">page &lt;javascript:alert(1)&gt;</p>"_s);
    row("HTML", u"a <script>alert(1)</script> b"_s, u"&lt;script&gt;"_s);
    row("attribute", u"[x](https://a.example/\"onclick=\"y)"_s, u"&quot;onclick"_s);
    row("picture", u"![who](https://a.example/p.png)"_s, u"[picture, not shown: https://a.example/p.png]"_s);
    row("table", u"| a | b |\n|---|---|\n| 1 | <2> |\n"_s, u"<td dir=\"auto\" align=\"start\">&lt;2&gt;</td>"_s);
    row("right to left", u"\u05E9\u05DC\u05D5\u05DD"_s, u"<p dir=\"auto\">\u05E9\u05DC\u05D5\u05DD</p>"_s);
}

void TestNoticeRenderer::html()
{
    QFETCH(QString, markdown);
    QFETCH(QString, there);
    const QString html = noticeHtml(u"<s>"_s, markdown, {u"R <1>"_s});
    QVERIFY2(html.contains(there), qPrintable(html));
    QVERIFY(html.contains(u"<title>&lt;s&gt;</title>"_s));
    QVERIFY(html.contains(u"R &lt;1&gt;"_s));
    for (const QString &never : {u"<script"_s, u"<img"_s, u"href=\"javascript"_s, u"<link"_s})
        QVERIFY2(!html.contains(never), qPrintable(html));
}

void TestNoticeRenderer::letterIsReadBack()
{
    NoticeRenderer renderer;
    const auto rendered = renderer.render(sample());
    QVERIFY(rendered);
    QVERIFY(rendered->pdf.startsWith("%PDF-"));
    QCOMPARE(rendered->pdfSha256, sha256(rendered->pdf));
    const QString text = pdfText(rendered->pdf);
    for (const QString &expected :
         {sample().senderName, sample().senderAddress, u"22 November 2026, 03:44 UTC"_s, sample().reference,
          sample().customerName, sample().recipients.first(), sample().subscription, u"Notice of a security incident"_s,
          u"What happened"_s, u"On 21 November somebody read your data."_s, u"second point with \u20AC"_s, u"Files"_s,
          u"first point"_s, u"our page <https://status.example/x>"_s, sample().anchorText, u"Page 1 of 1"_s})
        QVERIFY2(text.contains(expected), qPrintable(expected + u"\nis not in\n"_s + text));
    if (const QString keep = qEnvironmentVariable("TOCSIN_KEEP_PDF"); !keep.isEmpty()) {
        QFile file(keep);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(rendered->pdf);
    }
}

/** P9.6: who gets it does not read the language of who sends it. */
void TestNoticeRenderer::inTheLanguageOfTheNotice_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("expected");
    QTest::addColumn<QString>("picture");
    QTest::newRow("de") << u"de"_s
                        << QStringList{u"Datum: 1. März 2026, 03:44 UTC"_s, u"Zeichen: INC-2026-0042/N1"_s,
                                       u"Vorfall: Stolen storage key"_s, u"Abonnement: sub-0001"_s, u"Seite 1 von 1"_s}
                        << u"[Bild, nicht gezeigt: x.png]"_s;
    QTest::newRow("fr") << u"fr"_s
                        << QStringList{u"Date : 1er mars 2026, 03:44 UTC"_s, u"Référence : INC-2026-0042/N1"_s,
                                       u"Incident : Stolen storage key"_s, u"Abonnement : sub-0001"_s,
                                       u"Page 1 sur 1"_s}
                        << u"[image non affichée : x.png]"_s;
}

void TestNoticeRenderer::inTheLanguageOfTheNotice()
{
    QFETCH(QString, language);
    QFETCH(QStringList, expected);
    QFETCH(QString, picture);
    NoticeDocument document = sample();
    document.language = language;
    document.dateMs = 1772336645000; // 2026-03-01 03:44:05 UTC
    document.bodyMarkdown += u"\n\n![a](x.png)\n"_s;
    NoticeRenderer renderer;
    const auto rendered = renderer.render(document);
    QVERIFY(rendered);
    QString text = pdfText(rendered->pdf);
    text.replace(QChar(QChar::Nbsp), u' ');
    for (const QString &line : expected + QStringList{picture})
        QVERIFY2(text.contains(line), qPrintable(line + u"\nis not in\n"_s + text));
    for (const QString &english : {u"Reference"_s, u"Subscription"_s, u" of 1"_s, u"not shown"_s})
        QVERIFY2(!text.contains(english), qPrintable(text));
    QString html = readBack(rendered->eml)["parts"_L1][1]["text"_L1].toString();
    html.replace(QChar(QChar::Nbsp), u' ');
    QVERIFY2(html.contains(u"<html lang=\"%1\">"_s.arg(language)) && html.contains(picture), qPrintable(html));
}

void TestNoticeRenderer::portalGetsALetterAlone()
{
    NoticeDocument document = sample();
    document.recipients = {u"https://portal.authority.example"_s};
    NoticeRenderer renderer;
    QVERIFY(!renderer.render(document)); // a mail cannot be sent there
    document.byMail = false;
    const auto rendered = renderer.render(document);
    QVERIFY(rendered);
    QVERIFY(rendered->eml.isEmpty() && rendered->emlSha256.isEmpty());
    QVERIFY(pdfText(rendered->pdf).contains(document.recipients.first()));
    document.recipients = {u"x\r\nBcc: y@z"_s};
    QVERIFY(!renderer.render(document));
}

void TestNoticeRenderer::longLetterHasPages()
{
    NoticeDocument document = sample();
    for (int i = 0; i < 150; ++i)
        document.bodyMarkdown += u"\n\nParagraph number %1 of the long letter, which goes on for a while."_s.arg(i);
    NoticeRenderer renderer;
    const auto rendered = renderer.render(document);
    QVERIFY(rendered);
    const QString text = pdfText(rendered->pdf);
    const qsizetype pages = text.count(u'\f');
    QVERIFY(pages > 3);
    for (qsizetype page = 1; page <= pages; ++page)
        QVERIFY(text.contains(u"Page %1 of %2"_s.arg(page).arg(pages)));
    QCOMPARE(text.count(document.anchorText), pages);
    for (int i = 0; i < 150; ++i)
        QVERIFY(text.contains(u"Paragraph number %1 of"_s.arg(i)));
}

/** P9.2: a customer with a thousand subscriptions is told of them all, in one message. */
void TestNoticeRenderer::thousandSubscriptions()
{
    NoticeDocument document = sample();
    QStringList names;
    for (int i = 1; i <= 1000; ++i)
        names << u"prod-westeurope-%1"_s.arg(i, 4, 10, QChar(u'0'));
    document.subscription = names.join(u", "_s);
    NoticeRenderer renderer;
    const auto rendered = renderer.render(document);
    QVERIFY2(rendered, rendered ? "" : qPrintable(rendered.error().userText));
    const QString text = pdfText(rendered->pdf).remove(u'\n'); // lines break at hyphens too
    for (const QString &name : std::as_const(names))
        QVERIFY2(text.contains(name), qPrintable(name));
    QVERIFY(text.contains(u"somebody read your data."_s));
}

void TestNoticeRenderer::hostileHeaders_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("poison");
    const QList<std::pair<const char *, QString>> poisons{{"CR LF", u"a\r\nBcc: x@evil.example"_s},
                                                          {"LF", u"a\nBcc: x@evil.example"_s},
                                                          {"CR", u"a\rb"_s},
                                                          {"NUL", u"a"_s + QChar(u'\0')},
                                                          {"ESC", u"a\x1b"_s},
                                                          {"DEL", u"a\x7f"_s},
                                                          {"C1", u"a"_s + QChar(0x85)},
                                                          {"line separator", u"a\u2028b"_s},
                                                          {"override", u"a\u202Eb"_s},
                                                          {"tab", u"a\tb"_s},
                                                          {"half surrogate", QString(QChar(0xD800))},
                                                          {"encoded word", u"=?utf-8?q?hidden?="_s},
                                                          {"too long", QString(501, u'x')}};
    for (const char *field : {"reference", "incidentTitle", "subject", "senderName", "senderAddress", "customerName",
                              "subscription", "recipients[1]", "messageId", "textSha256", "anchorText"})
        for (const auto &[name, poison] : poisons)
            QTest::addRow("%s with %s", field, name) << QString::fromLatin1(field) << poison;
}

void TestNoticeRenderer::hostileHeaders()
{
    QFETCH(QString, field);
    QFETCH(QString, poison);
    NoticeDocument document = sample();
    document.recipients << u"second@kunde.example"_s;
    const QHash<QString, QString *> fields{{u"reference"_s, &document.reference},
                                           {u"incidentTitle"_s, &document.incidentTitle},
                                           {u"subject"_s, &document.subject},
                                           {u"senderName"_s, &document.senderName},
                                           {u"senderAddress"_s, &document.senderAddress},
                                           {u"customerName"_s, &document.customerName},
                                           {u"subscription"_s, &document.subscription},
                                           {u"recipients[1]"_s, &document.recipients[1]},
                                           {u"messageId"_s, &document.messageId},
                                           {u"textSha256"_s, &document.textSha256},
                                           {u"anchorText"_s, &document.anchorText}};
    *fields.value(field) = poison;
    if (field == u"subscription" && poison.size() > 100) // the names of many
        *fields.value(field) = QString(1'000'001, u'x');
    NoticeRenderer renderer;
    const auto rendered = renderer.render(document);
    QVERIFY(!rendered);
    QCOMPARE(rendered.error().kind, ErrorKind::Invalid);
    QCOMPARE(rendered.error().field, field);
}

void TestNoticeRenderer::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("onTheWire"); // empty: refused
    const auto row = [](const char *name, const QString &address, const QString &wire) {
        QTest::newRow(name) << address << wire;
    };
    row("plain", u"a.b+c@x.example"_s, u"a.b+c@x.example"_s);
    row("international domain", u"info@k\u00E4fer.example"_s, u"info@xn--kfer-loa.example"_s);
    row("apostrophe", u"o'neil@x.example"_s, u"o'neil@x.example"_s);
    row("empty", QString(), {});
    row("no at", u"x.example"_s, {});
    row("two", u"a@x.example,b@y.example"_s, {});
    row("two with blank", u"a@x.example b@y.example"_s, {});
    row("with a name", u"A <a@x.example>"_s, {});
    row("angle bracket", u"a@x.example>"_s, {});
    row("two ats", u"a@b@x.example"_s, {});
    row("quoted", u"\"a b\"@x.example"_s, {});
    row("non-ASCII before the at", u"\u00FC@x.example"_s, {});
    row("domain with a slash", u"a@x/y.example"_s, {});
    row("dots", u"a..b@x.example"_s, {});
    row("domain dots", u"a@x..example"_s, {});
    row("domain ends in a dash", u"a@x.example-"_s, {});
    row("literal", u"a@[127.0.0.1]"_s, {});
    row("long", QString(65, u'a') + u"@x.example"_s, {});
}

void TestNoticeRenderer::addresses()
{
    QFETCH(QString, address);
    QFETCH(QString, onTheWire);
    QCOMPARE(isMailAddress(address), !onTheWire.isEmpty());
    NoticeDocument document = sample();
    document.recipients = {address};
    const auto checked = checkNoticeDocument(document);
    QCOMPARE(bool(checked), !onTheWire.isEmpty());
    if (!checked) {
        QCOMPARE(checked.error().field, u"recipients[0]"_s);
        return;
    }
    const auto eml = makeNoticeEml(document, "%PDF-");
    QVERIFY(eml);
    QCOMPARE(readBack(*eml)["to"_L1].toArray(), QJsonArray{onTheWire});
}

void TestNoticeRenderer::longSubjectIsFolded()
{
    NoticeDocument document = sample();
    document.subject = u"Zwischenst\u00E4nde \u56F3 and (more, \"so\") "_s.repeated(10).trimmed();
    const auto eml = makeNoticeEml(document, "%PDF-");
    QVERIFY(eml);
    const QJsonObject mail = readBack(*eml);
    QCOMPARE(mail["subject"_L1].toString(), document.subject);
    QVERIFY(mail["longest"_L1].toInt() <= 100);
}

void TestNoticeRenderer::nothingIsLoaded_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("HTML, file") << u"<img src=\"file://%1\">"_s;
    QTest::newRow("HTML, path") << u"<img src=%1>"_s;
    QTest::newRow("Markdown, path") << u"![picture](%1)"_s;
    QTest::newRow("Markdown, file") << u"![picture](file://%1)"_s;
    QTest::newRow("Markdown, reference") << u"![picture][p]\n\n[p]: %1\n"_s;
    QTest::newRow("Markdown, in a list and a link") << u"- [![picture](%1)](%1)\n"_s;
    QTest::newRow("Markdown, in a table") << u"| a |\n|---|\n| ![picture](%1) |\n"_s;
    QTest::newRow("style sheet") << u"<link rel=stylesheet href=%1><style>@import url(%1)</style>"_s;
}

void TestNoticeRenderer::nothingIsLoaded()
{
    QFETCH(QString, pattern);
    QTemporaryDir dir;
    const QString path = dir.filePath(u"p.png"_s);
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(path));
    const int watch = inotify_init1(IN_NONBLOCK);
    QVERIFY(watch >= 0);
    QVERIFY(inotify_add_watch(watch, QFile::encodeName(path).constData(), IN_OPEN | IN_ACCESS) >= 0);

    NoticeDocument document = sample();
    document.bodyMarkdown =
        u"Before.\n\n"_s + QString(pattern).replace(u"%1"_s, path) + u"\n\nAfter <img src=file:///etc/passwd>.\n"_s;
    NoticeRenderer renderer;
    const auto rendered = renderer.render(document);
    QVERIFY(rendered);
    char events[4096];
    QVERIFY2(::read(watch, events, sizeof events) < 0, "the file was opened");
    QFile file(path); // the watch does see it when somebody opens it
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(::read(watch, events, sizeof events) > 0);
    ::close(watch);

    QVERIFY(!rendered->pdf.contains("/Subtype /Image"));
    const QString text = pdfText(rendered->pdf);
    QVERIFY(text.contains(u"Before."));
    QVERIFY2(text.contains(u"After <img src=file:///etc/passwd>."), qPrintable(text));
    QVERIFY(!text.contains(u"root:"));
    QVERIFY2(text.contains(u"p.png"), qPrintable(text)); // what was not shown is named
}

void TestNoticeRenderer::sameInputSameBytes()
{
    NoticeRenderer renderer;
    const auto first = renderer.render(sample());
    // The date in the file is the notice's, not the machine's.
    QVERIFY(first && first->pdf.contains("/CreationDate (D:20261122034405Z)"));
    const auto second = renderer.render(sample());
    QVERIFY(first && second);
    QCOMPARE(second->pdfSha256, first->pdfSha256);
    QCOMPARE(second->emlSha256, first->emlSha256);
}

void TestNoticeRenderer::worksInAnotherThread()
{
    NoticeRenderer renderer;
    const auto here = renderer.render(sample());
    std::optional<Result<RenderedNotice>> there;
    std::thread worker([&] { there = renderer.render(sample()); });
    worker.join();
    QVERIFY(here && there && *there);
    QCOMPARE(pdfText((*there)->pdf), pdfText(here->pdf));
}

void TestNoticeRenderer::hostileBody()
{
    NoticeRenderer renderer;
    NoticeDocument document = sample();
    document.bodyMarkdown = u"a"_s + QChar(u'\0');
    QCOMPARE(renderer.render(document).error().field, u"bodyMarkdown"_s);

    document.bodyMarkdown = u"From here\n.\r\n\r\nFrom there\x1b[2J\n--boundary--\n\nContent-Type: text/html\n"_s;
    const auto rendered = renderer.render(document);
    QVERIFY(rendered);
    const QJsonObject mail = readBack(rendered->eml);
    QCOMPARE(mail["parts"_L1].toArray().size(), 3);
    const QString text = mail["parts"_L1][0]["text"_L1].toString().replace(u"\r\n"_s, u"\n"_s);
    QVERIFY(text.startsWith(u"From here\n.\n\nFrom there[2J\n--boundary--\n\nContent-Type: text/html\n"));

    document.bodyMarkdown = u"> "_s.repeated(2000) + u"deep\n\n"_s + u"*"_s.repeated(5000) + u"["_s.repeated(5000);
    QVERIFY(renderer.render(document));
    document.bodyMarkdown = QString(1'000'001, u'x');
    QCOMPARE(renderer.render(document).error().field, u"bodyMarkdown"_s);
}

QTEST_MAIN(TestNoticeRenderer)
#include "tst_noticerenderer.moc"
