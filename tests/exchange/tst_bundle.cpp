#include "models/exchange/bundlecheck.h"
#include "models/exchange/bundlekey.h"
#include "models/exchange/zipbundle.h"
#include "models/services/bundlepage.h"
#include "models/services/bundlewriter.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"
#include "tests/storage/transfersample.h"

#include <QBuffer>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

namespace {

/** Letters as plain texts, which needs no fonts, and real bundles. */
class BundleRenderer : public PlainRenderer
{
public:
    Bundler *bundler() override { return &zip; }
    ZipBundler zip;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** What a program prints, or how it ended. */
QByteArray output(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardOutput() + process.readAllStandardError();
    return process.readAllStandardOutput();
}

} // namespace

/** P11.5: bundles for auditors, from release to check. */
class TestBundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesAreSafe();
    void keys();
    void whoMay_data();
    void whoMay();
    void needed();
    void onceForEachRelease();
    void holdsWhatItSays();
    void opensWithCommonTools();
    void privilegedIsWithheld();
    void privilegedIsInWhenReleased();
    void otherIncidentsStayHidden();
    void stoppedLeavesNothing();
    void stampThatIsNotToBeHad();
    void theScriptAgrees();
    void limits();
    void inTheRecord();
    void letterIsReadable();
    void redactedIsListed();

private:
    BundleService bundles() { return {team->services->session, &renderer}; }
    Services &s() { return *team->services; }
    [[nodiscard]] BundleRequest request(const QString &name, IncidentId id)
    {
        return {{id}, u"Audit Ltd"_s, u"Yearly audit"_s, team->path(name), key, u"Tocsin test"_s};
    }
    [[nodiscard]] Result<void> release(IncidentId id)
    {
        team->actAs(team->ada);
        return bundles().release({id}, u"Audit Ltd"_s, u"Yearly audit"_s);
    }
    [[nodiscard]] qint64 exports() { return team->db->scalar(u"SELECT count(*) FROM bundle_export"_s).toLongLong(); }
    void fill(IncidentId id);

    BundleRenderer renderer;
    std::unique_ptr<Team> team;
    QHash<QString, PersonId> people;
    IncidentId incident, other, secret;
    QByteArray key;
    QString bundle, folder; ///< the file, and what it was unpacked to
};

void TestBundle::fill(IncidentId id)
{
    const qint64 now = team->clock.nowMs();
    const auto entry = s().timeline.add(id, {EntryKind::Evidence, now, u"=HYPERLINK(\"http://x\")"_s, {}, true});
    OK(entry);
    QBuffer file;
    file.setData("root:x:0:0");
    QVERIFY(file.open(QIODevice::ReadOnly));
    OK(s().timeline.attach(id, *entry,
                           {u"../../etc/pass\u202Ewd\n;rm -rf.txt"_s, u"text/plain"_s, FromProduction::No, {}}, file));
    OK(s().timeline.add(id, {EntryKind::Note, now, u"<script>alert(1)</script> & \"quoted\""_s, {}, false}));
    OK(s().consultations.add(id, {now, u"Ada Ruiz"_s, u"May we wait?"_s, u"Tell them cobalt."_s, true}));
    OK(s().consultations.add(id, {now, u"Ada Ruiz"_s, u"Which law?"_s, u"Amber code."_s, false}));
    OK(s().transfers.ask(id, sampleTransfer(u"Memory of the gateway"_s, now)));
    OK(s().links.link(id, other, LinkKind::Related, u"Same token."_s));
    OK(s().postmortems.save(id, 0, u"## Summary\n\nA violet token."_s));
    const NoticeId notice = team->approvedNotice(id);
    OK(s().notices.send(notice, 0, team->path(u"out"_s)));
    Matter asked;
    asked.notice = notice;
    asked.kind = MatterKind::Question;
    asked.who = u"=Lou"_s;
    asked.words = u"Which wards were read?"_s;
    asked.reference = u"LDA-77"_s;
    asked.atMs = now;
    asked.dueMs = now + kDayMs;
    asked.ownerName = u"Mira Kahn"_s;
    OK(s().matters.add(asked));
    Measure follows;
    follows.what = u"Shorten the life of tokens"_s;
    follows.ownerName = u"Platform team"_s;
    follows.dueMs = now + 9 * kDayMs;
    OK(s().measures.add(id, follows));
}

void TestBundle::initTestCase()
{
    team = std::make_unique<Team>();
    people = {{u"holder"_s, team->mira},
              {u"legal"_s, team->ada},
              {u"executive"_s, team->eve},
              {u"manager"_s, team->person(u"Hal Hart"_s, Role::IncidentManager)},
              {u"responder"_s, team->person(u"Rita Rowe"_s, Role::Responder)},
              {u"auditor"_s, team->person(u"Aud Holm"_s, Role::Auditor)},
              {u"author"_s, team->person(u"Pia Post"_s, Role::PostmortemAuthor)},
              {u"administrator"_s, team->person(u"Kay Keep"_s, Role::Administrator)}};
    team->actAs(team->mira);
    other = team->record(u"A quiet neighbour"_s);
    incident = team->diagnosed(u"Sign-ins <b>from</b> nowhere"_s);
    OK(s().customers.setScope(incident, team->customer(u"Birch"_s, u"birch-1"_s, u"b@birch.example"_s), u"log"_s));
    OK(team->declare(incident));
    fill(incident);
    secret = team->record(u"Of an insider"_s);
    OK(s().links.link(secret, incident, LinkKind::Related, u"Heliotrope."_s));
    OK(s().restrictions.restrict(
        secret, team->now(secret).version,
        {RestrictionKind::Insider, u"A name in the log."_s, {}, {team->mira, team->ada, team->eve}, {}}));
    key = *bundles().makeKey();
    QVERIFY2(team->problems.isEmpty(), qPrintable(team->problems.join(u'\n')));
    OK(release(incident));
    team->actAs(people.value(u"auditor"_s));
    const auto made = bundles().make(request(u"first.zip"_s, incident), {});
    OK(made);
    bundle = made->path;
    folder = team->path(u"unpacked"_s);
    QCOMPARE(output(u"python3"_s, {u"-m"_s, u"zipfile"_s, u"-e"_s, bundle, folder}), QByteArray());
    QCOMPARE(QFile(bundle).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestBundle::namesAreSafe()
{
    for (const QString &name :
         {u"../../etc/passwd"_s, u"a/b\\c"_s, u"\u202Etxt.exe"_s, u"..."_s, u""_s, u"con"_s, u"-rf"_s, u"Größe 1.pdf"_s,
          QString(500, u'x') + u".tar.gz"_s, u"new\nline"_s, u".ssh"_s}) {
        const QString safe = bundleFileName(name);
        QVERIFY2(isBundleName(u"attachments/0001-"_s + safe), qPrintable(safe));
        QVERIFY2(!safe.contains(u'/') && safe.size() <= 80, qPrintable(safe));
    }
    for (const QString &name :
         {u"../a"_s, u"/a"_s, u"a//b"_s, u"a/"_s, u"a/.b"_s, u"a\\b"_s, u"a\n"_s, u"C:a"_s, u""_s})
        QVERIFY2(!isBundleName(name), qPrintable(name));
}

void TestBundle::keys()
{
    QVERIFY(bundles().fingerprint(key)->size() == 64);
    QCOMPARE(*keyFingerprint(*publicKeyOf(key)), *bundles().fingerprint(key));
    for (const QByteArray &bad :
         {QByteArray(), QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
          *publicKeyOf(key)})
        REFUSED(bundles().fingerprint(bad), ErrorKind::Invalid);
    const QByteArray signature = *signBytes("text", key);
    QVERIFY(isSignatureOf("text", signature, *publicKeyOf(key)));
    QVERIFY(!isSignatureOf("texT", signature, *publicKeyOf(key)));
    QVERIFY(!isSignatureOf("text", signature, *publicKeyOf(*makeBundleKey())));
}

void TestBundle::whoMay_data()
{
    QTest::addColumn<bool>("exports");
    QTest::addColumn<bool>("releases");
    QTest::newRow("holder") << true << true; // Mira holds every role here
    QTest::newRow("legal") << true << true;
    QTest::newRow("auditor") << true << false;
    for (const char *no : {"executive", "manager", "responder", "author", "administrator"})
        QTest::newRow(no) << false << false;
}

void TestBundle::whoMay()
{
    QFETCH(bool, exports);
    QFETCH(bool, releases);
    OK(release(incident));
    team->actAs(people.value(QString::fromLatin1(QTest::currentDataTag())));
    QCOMPARE(bundles().release({incident}, u"x"_s, u"y"_s).has_value(), releases);
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u".zip"_s;
    QCOMPARE(bundles().make(request(name, incident), {}).has_value(), exports);
    QCOMPARE(QFile::exists(team->path(name)), exports);
}

void TestBundle::needed()
{
    OK(release(incident));
    for (const auto &[field, change] : std::initializer_list<std::pair<QString, std::function<void(BundleRequest &)>>>{
             {u"incidents"_s, [](auto &r) { r.incidents.clear(); }},
             {u"recipient"_s, [](auto &r) { r.recipient = u" "_s; }},
             {u"purpose"_s, [](auto &r) { r.purpose.clear(); }},
             {u"path"_s, [this](auto &r) { r.path = bundle; }},
             {u"release"_s, [](auto &r) { r.recipient = u"Somebody else"_s; }},
             {u"release"_s, [](auto &r) { r.purpose = u"Curiosity"_s; }},
             {u"key"_s, [](auto &r) { r.ownKey = "no key"; }}}) {
        BundleRequest r = request(u"needed.zip"_s, incident);
        change(r);
        const auto made = bundles().make(r, {});
        QVERIFY2(!made, qPrintable(field));
        QCOMPARE(made.error().field, field);
        QVERIFY(!QFile::exists(team->path(u"needed.zip"_s)));
    }
    REFUSED(bundles().release({incident}, u" "_s, u"x"_s), ErrorKind::Invalid);
}

/** A release is for one bundle. */
void TestBundle::onceForEachRelease()
{
    team->actAs(team->mira);
    const IncidentId id = team->record(u"Once"_s);
    REFUSED(bundles().make(request(u"once.zip"_s, id), {}), ErrorKind::Refused);
    OK(release(id));
    BundleRequest twice = request(u"once.zip"_s, id);
    twice.incidents << id; // named twice, it is in it once
    OK(bundles().make(twice, {}));
    REFUSED(bundles().make(request(u"twice.zip"_s, id), {}), ErrorKind::Refused);
    const auto releases = bundles().releases(id);
    OK(releases);
    QCOMPARE(releases->size(), 1);
    QVERIFY(releases->first().used);
}

void TestBundle::holdsWhatItSays()
{
    const QString own = folder + u'/' + team->now(incident).reference() + u'/';
    const QByteArray timeline = contentOf(own + u"timeline.csv"_s);
    QVERIFY2(timeline.contains("'=HYPERLINK"), timeline); // no cell is a formula
    const QByteArray page = contentOf(own + u"incident.html"_s);
    QVERIFY(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;"));
    QVERIFY(!page.contains("<script") && !page.contains("<b>"));
    QVERIFY2(page.contains("<p class=\"mark\">HIGHLY CONFIDENTIAL"), page.left(3000)); // it tells of the post-mortem
    for (const char *part :
         {"Decisions and approvals", "declared", "Notice 1", "b@birch.example", "Memory of the gateway", "Amber code.",
          "withheld: privileged", "post-mortem.md", "Which wards were read? (reference LDA-77)",
          "Shorten the life of tokens", "Platform team"})
        QVERIFY2(page.contains(part), part);
    QVERIFY(contentOf(own + u"post-mortem.md"_s).contains("## Summary\n<!-- section=summary -->\n\nA violet token."));
    QVERIFY(QFile::exists(own + u"custody/transfer-1.json"_s));
    QVERIFY(contentOf(own + u"notices/deliveries.csv"_s).contains("b@birch.example"));
    const QByteArray answers = contentOf(own + u"notices/answers.csv"_s);
    QVERIFY2(answers.contains("Which wards were read?") && answers.contains("'=Lou"), answers);
    QStringList mails, kept;
    for (QDirIterator it(own, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        (path.endsWith(u".eml"_s) ? mails : path.contains(u"/attachments/"_s) ? kept : mails) << path;
    }
    QVERIFY(
        std::any_of(mails.begin(), mails.end(), [](const QString &p) { return p.contains(u"/notices/notice-1/"_s); }));
    QCOMPARE(kept.size(), 1);
    QCOMPARE(contentOf(kept.first()), QByteArray("root:x:0:0"));
    const QJsonObject json = QJsonDocument::fromJson(contentOf(own + u"incident.json"_s)).object();
    QCOMPARE(json.value("reference"_L1).toString(), team->now(incident).reference());
    const QJsonObject tables = json.value("tables"_L1).toObject();
    for (const char *table : {"incident", "declaration", "timeline_entry", "notice_decision", "postmortem_text",
                              "transfer_request", "consultation", "bundle_release", "attachment"})
        QVERIFY2(!tables.value(QLatin1StringView(table)).toArray().isEmpty(), table);
    QVERIFY(!tables.contains("attachment_chunk"_L1) && !tables.contains("draft"_L1));
    QVERIFY(
        json.value("people"_L1).toObject().value(QString::number(team->mira.value)).toString().startsWith(u"Mira"_s));
    const QJsonObject about = QJsonDocument::fromJson(contentOf(folder + u"/bundle.json"_s)).object();
    QCOMPARE(about.value("recipient"_L1).toString(), u"Audit Ltd"_s);
    QCOMPARE(about.value("madeBy"_L1).toObject().value("name"_L1).toString(), u"Aud Holm"_s);
}

void TestBundle::opensWithCommonTools()
{
    const QByteArray sums = output(u"sha256sum"_s, {u"--strict"_s, u"-c"_s, u"MANIFEST.sha256"_s}, folder);
    QVERIFY2(!sums.startsWith("failed") && sums.count(": OK") == sums.count('\n'), sums);
    QCOMPARE(output(u"openssl"_s,
                    {u"pkeyutl"_s, u"-verify"_s, u"-pubin"_s, u"-inkey"_s, u"public-key.pem"_s, u"-rawin"_s, u"-in"_s,
                     u"MANIFEST.sha256"_s, u"-sigfile"_s, u"MANIFEST.sha256.sig"_s},
                    folder)
                 .trimmed(),
             QByteArray("Signature Verified Successfully"));
    QCOMPARE(output(u"python3"_s, {folder + u"/check.py"_s, bundle}), QByteArray("The bundle is whole.\n"));
    const auto report = checkBundle(bundle, {*publicKeyOf(key), {}}, {});
    OK(report);
    QCOMPARE(report->findings, QStringList());
    QCOMPARE(report->keySha256, *bundles().fingerprint(key));
    const auto others = checkBundle(bundle, {*publicKeyOf(*makeBundleKey()), {}}, {});
    QVERIFY(others->findings.value(0).startsWith(u"signature: "_s));
}

/** P10.5: in no file of it, but the digest and the reason. */
void TestBundle::privilegedIsWithheld()
{
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        QVERIFY2(!contentOf(path).contains("cobalt"), qPrintable(path));
    }
    const QByteArray left = contentOf(folder + u"/left-out.csv"_s);
    QVERIFY2(left.contains("Consultation 1") && left.contains("withheld: privileged"), left);
    // Legal could read it, and yet it does not leave before it is released.
    OK(release(incident));
    const auto made = bundles().make(request(u"privileged.zip"_s, incident), {});
    OK(made);
    QCOMPARE(
        output(u"python3"_s, {u"-c"_s,
                              u"import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print([n for n in z.namelist() if "
                              "b'cobalt' in z.read(n)])"_s,
                              made->path})
            .trimmed(),
        QByteArray("[]"));
    QCOMPARE(checkBundle(made->path, {}, {})->findings, QStringList());
}

void TestBundle::privilegedIsInWhenReleased()
{
    OK(release(incident));
    OK(s().consultations.release(s().consultations.ofIncident(incident)->last(), u"For the audit."_s));
    const auto made = bundles().make(request(u"released.zip"_s, incident), {});
    OK(made);
    QCOMPARE(
        output(u"python3"_s, {u"-c"_s,
                              u"import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(sorted(n.split('/')[1] for n "
                              "in z.namelist() if b'cobalt' in z.read(n)))"_s,
                              made->path})
            .trimmed(),
        QByteArray("['incident.html', 'incident.json', 'incident.pdf', 'record.jsonl']"));
    QCOMPARE(made->leftOut.size(), 0);
}

/** P13.4: who is not named learns nothing of a restricted incident. */
void TestBundle::otherIncidentsStayHidden()
{
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        QVERIFY2(!contentOf(path).contains("insider") && !contentOf(path).contains("Heliotrope"), qPrintable(path));
    }
    OK(release(secret));
    team->actAs(people.value(u"auditor"_s));
    REFUSED(bundles().make(request(u"secret.zip"_s, secret), {}), ErrorKind::NotFound);
    REFUSED(bundles().releases(secret), ErrorKind::NotFound);
    team->actAs(team->mira);
    OK(bundles().make(request(u"secret.zip"_s, secret), {}));
}

void TestBundle::stoppedLeavesNothing()
{
    OK(release(incident));
    const qint64 before = exports();
    const QStringList there = QDir(team->dir.path()).entryList();
    REFUSED(bundles().make(request(u"stopped.zip"_s, incident), [](qint64 done, qint64) { return done < 3; }),
            ErrorKind::Canceled);
    BundleRequest nowhere = request(u"stopped.zip"_s, incident);
    nowhere.path = team->path(u"no/such/folder/x.zip"_s);
    REFUSED(bundles().make(nowhere, {}), ErrorKind::Denied);
    QCOMPARE(QDir(team->dir.path()).entryList(), there);
    QCOMPARE(exports(), before);
    OK(bundles().make(request(u"stopped.zip"_s, incident), {})); // the release was not used up
}

/** No bundle, no act, and the release is good for one without a stamp, or for another try. */
void TestBundle::stampThatIsNotToBeHad()
{
    OK(release(incident));
    const qint64 before = exports();
    BundleRequest asked = request(u"stamped.zip"_s, incident);
    for (const auto &[url, kind] :
         {std::pair(u"https://127.0.0.1:1/"_s, ErrorKind::Offline), {u"http://127.0.0.1:1/"_s, ErrorKind::Invalid}}) {
        asked.stamp.url = url;
        const auto made = bundles().make(asked, {});
        REFUSED(made, kind);
        QCOMPARE(made.error().field, u"stamp"_s);
        QVERIFY(!QFile::exists(asked.path));
        QCOMPARE(exports(), before);
    }
    asked.stamp.url.clear();
    const auto plain = bundles().make(asked, {});
    OK(plain);
    QCOMPARE(plain->stampedMs, 0);
    QCOMPARE(checkBundle(plain->path, {}, {})->stampedMs, 0);
}

/** One byte of each file, each file gone, one more, other names, the file cut: both find it, in the same words. */
void TestBundle::theScriptAgrees()
{
    if (onServer())
        return; // of files alone
    const QString spoiled = team->path(u"spoiled"_s);
    QVERIFY(QDir().mkpath(spoiled));
    const QString source = qEnvironmentVariable("TOCSIN_SOURCE_DIR");
    const QByteArray told = output(u"python3"_s, {source + u"/tests/exchange/bundle_variants.py"_s, bundle, spoiled,
                                                  source + u"/resources/bundle/check.py"_s});
    const QJsonArray variants = QJsonDocument::fromJson(told).array();
    QVERIFY2(variants.size() > 40, told);
    for (const QJsonValue &value : variants) {
        const QJsonObject v = value.toObject();
        const QString about = v.value("about"_L1).toString();
        const auto report = checkBundle(v.value("path"_L1).toString(), {}, {});
        OK(report);
        QStringList script;
        for (const QJsonValue &line : v.value("lines"_L1).toArray())
            script << line.toString();
        const QByteArray name = v.value("name"_L1).toString().toUtf8();
        QVERIFY2(script == (report->whole() ? QStringList{u"The bundle is whole."_s} : report->findings),
                 name + ": " + script.join(u" / "_s).toUtf8() + " against " + report->findings.join(u" / "_s).toUtf8());
        QVERIFY2(report->whole() == about.isEmpty(), name);
        QVERIFY2(about.isEmpty() || script.join(u'\n').contains(about), name + script.join(u'\n').toUtf8());
    }
}

void TestBundle::limits()
{
    for (const BundleLimits &few :
         {BundleLimits{3, 1 << 30, 1 << 20}, BundleLimits{1000, 1000, 1 << 20}, BundleLimits{1000, 1 << 30, 10}}) {
        const auto report = checkBundle(bundle, {}, {}, few);
        OK(report);
        QCOMPARE(report->findings, QStringList{u"too large: "_s + bundle});
    }
    REFUSED(checkBundle(bundle, {}, [](qint64, qint64) { return false; }), ErrorKind::Canceled);
    REFUSED(checkBundle(team->path(u"none.zip"_s), {}, {}), ErrorKind::NotFound);
    REFUSED(checkBundle(bundle, {"no key", {}}, {}), ErrorKind::Invalid);
}

void TestBundle::inTheRecord()
{
    team->actAs(team->mira);
    const auto page = s().record.page({incident, {}, 0, 0, 0}, 0, 500);
    OK(page);
    QStringList said;
    for (const AuditEntry &e : *page)
        said << e.personName + u' ' + e.sentence;
    QVERIFY2(!said.filter(u"Aud Holm exported a bundle for auditors, manifest SHA-256"_s).isEmpty(),
             qPrintable(said.join(u'\n')));
    QVERIFY(!said.filter(u"released a bundle for Audit Ltd: Yearly audit"_s).isEmpty());
    const auto uses = s().postmortems.uses(incident); // P11.3
    OK(uses);
    QVERIFY(std::any_of(uses->begin(), uses->end(), [this](const PostmortemUseLine &u) {
        return u.kind == PostmortemUse::Exported && u.byName == u"Aud Holm"_s &&
               u.fileName == QFileInfo(bundle).fileName();
    }));
    QCOMPARE(team->findings(), QString());
}

/** The text of a notice is read without the marks of its headings; everything else in it stays text. */
void TestBundle::letterIsReadable()
{
    BundlePage page(u"INC-0001"_s, u"A title"_s);
    page.letter(u"Dear <b>all</b>,\n\n## What happened & when ##\n\n#1 of *two*\n"_s);
    const QString html = QString::fromUtf8(page.html({}));
    QVERIFY2(html.contains(u"<pre>Dear &lt;b&gt;all&lt;/b&gt;,\n\n<b>What happened &amp; when</b>\n\n#1 of *two*"_s),
             qPrintable(html));
    const QString markdown = page.markdown({});
    QVERIFY2(markdown.contains(u"> #### What happened \\& when\n"_s), qPrintable(markdown));
    QVERIFY2(markdown.contains(u"> \\#1 of \\*two\\*\n"_s), qPrintable(markdown));
}

/** P12.2: what is gone is listed with its reason and both names, and the bundle is whole, for the script too. */
void TestBundle::redactedIsListed()
{
    team->actAs(team->mira);
    const IncidentId id = team->record(u"Pasted by mistake"_s);
    const qint64 now = team->clock.nowMs();
    const auto entry = s().timeline.add(id, {EntryKind::Note, now, u"Card 4111 of Jane Roe"_s, {}, false});
    OK(entry);
    QBuffer file;
    file.setData("Jane Roe again");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto kept = s().timeline.attach(id, *entry, {u"roe.csv"_s, u"text/csv"_s, FromProduction::No, {}}, file);
    OK(kept);
    for (const auto &[table, row] : {std::pair(u"timeline_entry"_s, entry->value), {u"attachment"_s, kept->value}}) {
        team->actAs(team->ada);
        OK(s().redactions.request(
            id, {RedactionGround::Erasure, u"Claim 5 upheld."_s, RedactionCapacity::Legal, table, row}));
        team->actAs(team->mira);
        OK(s().redactions.decide(s().redactions.ofIncident(id)->last(), {RedactionDecision::Confirmed, {}}));
    }
    OK(release(id));
    team->actAs(team->mira);
    const auto made = bundles().make(request(u"redacted.zip"_s, id), {});
    OK(made);
    QCOMPARE(checkBundle(made->path, {}, {})->findings, QStringList());
    const QString source = qEnvironmentVariable("TOCSIN_SOURCE_DIR");
    QCOMPARE(output(u"python3"_s, {source + u"/resources/bundle/check.py"_s, made->path}).trimmed(),
             QByteArray("The bundle is whole."));
    const QString to = team->path(u"redacted"_s);
    QCOMPARE(output(u"python3"_s, {u"-m"_s, u"zipfile"_s, u"-e"_s, made->path, to}), QByteArray());
    QDirIterator all(to, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        QVERIFY2(!contentOf(path).contains("Jane Roe"), qPrintable(path));
        if (path.endsWith(u"incident.html"_s)) {
            const QByteArray page = contentOf(path);
            for (const char *said : {"upheld erasure claim", "Claim 5 upheld.", "(legal)", "(incident manager)"})
                QVERIFY2(page.contains(said), said);
        }
    }
}

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
