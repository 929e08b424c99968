#include "models/exchange/scopereader.h"

#include "models/exchange/cloudjson.h"
#include "models/exchange/csvreader.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>
#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxRows = 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("tocsin::exchange", text);
}

const QStringList kKey = {u"subscription"_s,     u"subscriptionid"_s, u"reference"_s, u"resourceid"_s,
                          u"subscriptionname"_s, u"resource"_s,       u"tenant"_s,    u"tenantid"_s};
const QStringList kTime = {u"time"_s, u"timestamp"_s, u"timegenerated"_s, u"at"_s, u"datetime"_s, u"starttime"_s};
const QStringList kObject = {u"object"_s, u"path"_s, u"blob"_s, u"file"_s, u"objectkey"_s, u"table"_s, u"url"_s};
const QStringList kAction = {u"action"_s, u"operation"_s, u"operationname"_s, u"method"_s, u"verb"_s};
const QStringList kBytes = {u"bytes"_s, u"size"_s, u"responsebodysize"_s, u"bytesout"_s};
const QStringList kAccessed = {u"accessed"_s, u"whatwasaccessed"_s, u"data"_s};

constexpr double kMostEpochMs = 253402300800000; ///< the year 10000

/** An instant with a zone, or as UTC where it names none; 0: none can be read. */
qint64 instantOf(const QString &text)
{
    bool number = false;
    const double epoch = text.toDouble(&number);
    if (number && epoch > 1e8 && epoch < kMostEpochMs) // beyond it, and for "inf", there is no such instant
        return static_cast<qint64>(epoch > 1e11 ? epoch : epoch * 1000);
    QString iso = text;
    iso.replace(u' ', u'T');
    QDateTime t = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (t.isValid() && t.timeSpec() == Qt::LocalTime)
        t.setTimeZone(QTimeZone::utc());
    return t.isValid() ? t.toMSecsSinceEpoch() : 0;
}

QString keyOf(const QString &text)
{
    static const QRegularExpression form(u"(?:^|/)subscriptions/([^/]+)"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    return match.hasMatch() ? match.captured(1) : text.trimmed();
}

/** What the rows about one subscription say together. */
struct Gathered
{
    ScopeLine line;
    QSet<QString> objects;
    QStringList first; ///< a few of them, for a person
    QMap<QString, int> actions;
    qint64 bytes = 0;
    int rows = 0;
};

class Gathering
{
public:
    explicit Gathering(ScopeFile &file)
        : m_file(file)
    {
    }
    /** `cell` gives the value under one of several names. */
    template<class Cell> void row(const QString &place, const Cell &cell);
    void finish();

private:
    void wrong(const QString &place, const QString &field, const QString &text)
    {
        if (m_file.findings.size() < 1000)
            m_file.findings.append({{m_file.name, place}, field, text, true});
    }

    ScopeFile &m_file;
    QHash<QString, qsizetype> m_at;
    QList<Gathered> m_all;
};

template<class Cell> void Gathering::row(const QString &place, const Cell &cell)
{
    ++m_file.rows;
    const QString key = keyOf(cell(kKey)), time = cell(kTime),
                  certainty = cell({u"certainty"_s, u"howsure"_s}).toLower();
    if (key.isEmpty())
        return wrong(place, u"subscription"_s, tr("The row names no subscription."));
    if (const QString bad = wrongLine(key); !bad.isEmpty())
        return wrong(place, u"subscription"_s, bad);
    static const QStringList sure = {u""_s, u"confirmed"_s, u"likely"_s, u"possible"_s};
    if (!sure.contains(certainty))
        return wrong(place, u"certainty"_s,
                     tr("How sure it is reads confirmed, likely or possible: %1").arg(certainty.left(40).simplified()));
    const qint64 at = time.isEmpty() ? 0 : instantOf(time);
    if (!time.isEmpty() && at <= 0)
        return wrong(place, u"time"_s, tr("This is no instant: %1").arg(time.left(40).simplified()));
    const QString object = cell(kObject).simplified().left(200), accessed = cell(kAccessed).simplified().left(1000);
    const QString id = key.toCaseFolded() + u'\n' + cell({u"customer"_s}).toCaseFolded();
    if (!m_at.contains(id)) {
        m_at.insert(id, m_all.size());
        Gathered fresh;
        fresh.line.place = {m_file.name, place};
        fresh.line.key = key;
        fresh.line.customer = cell({u"customer"_s});
        m_all.append(fresh);
    }
    Gathered &g = m_all[m_at.value(id)];
    ++g.rows;
    if (!certainty.isEmpty())
        g.line.certainty = certainty;
    if (!accessed.isEmpty())
        g.line.accessed = accessed;
    if (at > 0) {
        g.line.fromMs = g.line.fromMs > 0 ? std::min(g.line.fromMs, at) : at;
        g.line.toMs = std::max(g.line.toMs, at);
    }
    if (const qint64 until = instantOf(cell({u"until"_s, u"to"_s, u"endtime"_s})); until > 0)
        g.line.toMs = std::max(g.line.toMs, until);
    if (!object.isEmpty() && g.objects.size() < 100000 && !g.objects.contains(object)) {
        g.objects.insert(object);
        if (g.first.size() < 3)
            g.first << object;
    }
    if (const QString action = cell(kAction).simplified().left(60); !action.isEmpty() && g.actions.size() < 50)
        ++g.actions[action];
    g.bytes += cell(kBytes).toLongLong();
}

void Gathering::finish()
{
    for (Gathered &g : m_all) {
        g.line.rows = g.rows;
        if (g.line.accessed.isEmpty() && !g.objects.isEmpty()) {
            QStringList actions;
            for (auto it = g.actions.begin(); it != g.actions.end(); ++it)
                actions << u"%1 × %2"_s.arg(it.value()).arg(it.key());
            QString what = tr("%1 objects: %2").arg(g.objects.size()).arg(g.first.join(tr(", ")));
            if (g.objects.size() > g.first.size())
                what += tr(" and others");
            if (!actions.isEmpty())
                what += u"; "_s + actions.join(tr(", "));
            if (g.bytes > 0)
                what += u"; "_s + tr("%1 bytes").arg(g.bytes);
            g.line.accessed = what;
        }
        if (g.line.certainty.isEmpty() && !g.actions.isEmpty())
            g.line.certainty = u"confirmed"_s; // it is in the log
        m_file.lines.append(g.line);
    }
}

void readLines(const QByteArray &bytes, ScopeFile &file, Gathering &gathering)
{
    int n = 0;
    for (qsizetype from = 0; from < bytes.size();) {
        qsizetype end = bytes.indexOf('\n', from);
        end = end < 0 ? bytes.size() : end;
        const QByteArray line = bytes.mid(from, end - from).trimmed();
        from = end + 1;
        ++n;
        if (line.isEmpty())
            continue;
        const QString place = tr("line %1").arg(n);
        const QJsonObject o = QJsonDocument::fromJson(line).object();
        if (o.isEmpty()) {
            ++file.rows;
            if (file.findings.size() < 1000)
                file.findings.append({{file.name, place}, {}, tr("This is no record in JSON."), true});
            continue;
        }
        QHash<QString, QString> cells;
        for (auto it = o.begin(); it != o.end(); ++it) {
            QString name;
            for (const QChar c : it.key().toCaseFolded())
                if (c.isLetterOrNumber())
                    name += c;
            cells.insert(name, it.value().toVariant().toString());
        }
        gathering.row(place, [&cells](const QStringList &names) {
            for (const QString &name : names)
                if (cells.contains(name))
                    return cells.value(name);
            return QString();
        });
        if (file.rows > kMaxRows)
            break;
    }
}

} // namespace

ScopeFile readScope(const QString &name, const QByteArray &bytes)
{
    ScopeFile file;
    file.name = name;
    file.bytes = bytes;
    file.sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    Gathering gathering(file);
    if (bytes.left(4096).trimmed().startsWith('{')) {
        file.kind = u"flow_log"_s;
        readLines(bytes, file, gathering);
        gathering.finish();
        return file;
    }
    const CsvTable table = readCsv(bytes, kMaxRows);
    const ImportPlace whole{name, tr("the file")};
    if (!table.error.isEmpty()) {
        file.findings.append({whole, {}, table.error, true});
        return file;
    }
    if (table.tooMany)
        file.findings.append({whole, {}, tr("It has more rows than are read: %1.").arg(kMaxRows), true});
    if (!table.hasAny(kKey)) {
        file.findings.append({{name, tr("line 1")},
                              u"heading"_s,
                              tr("No column names the subscription. Name one \"subscription\" or \"reference\"."),
                              true});
        return file;
    }
    if (table.hasAny(kAction) || table.hasAny(kObject))
        file.kind = u"flow_log"_s;
    for (const CsvRow &row : table.rows)
        gathering.row(tr("line %1").arg(row.line), [&](const QStringList &names) { return table.cell(row, names); });
    gathering.finish();
    return file;
}

} // namespace tocsin
