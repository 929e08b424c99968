#include "models/exchange/verisimportreport.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

using Fate = VerisImportFile::Outcome;

QString outcomeWords(Fate outcome)
{
    switch (outcome) {
    case Fate::Imported:
        return u"imported"_s;
    case Fate::AlreadyThere:
        return u"already there"_s;
    case Fate::Refused:
        return u"refused"_s;
    case Fate::PassedOver:
        return u"passed over"_s;
    }
    return {};
}

QString outcomeCode(Fate outcome)
{
    return outcomeWords(outcome).replace(u' ', u'_');
}

constexpr Fate kOutcomes[] = {Fate::Imported, Fate::AlreadyThere, Fate::Refused, Fate::PassedOver};

} // namespace

int VerisImportReport::count(Fate outcome) const
{
    return int(std::count_if(files.cbegin(), files.cend(), [&](const auto &file) { return file.outcome == outcome; }));
}

QString VerisImportReport::summary() const
{
    QStringList parts;
    for (const Fate outcome : kOutcomes)
        if (const int n = count(outcome); n > 0 || outcome == Fate::Imported)
            parts << u"%1 %2"_s.arg(n).arg(outcomeWords(outcome));
    if (notReached > 0)
        parts << u"%1 not looked at"_s.arg(notReached);
    const qsizetype all = files.size() + notReached;
    QString text = u"%1 %2: %3."_s.arg(QString::number(all), all == 1 ? u"file"_s : u"files"_s, parts.join(u", "_s));
    if (canceled)
        text += u" Canceled; what was imported stays."_s;
    if (stopped)
        text += u" Stopped: "_s + stopped->userText;
    return text;
}

QStringList VerisImportReport::lines() const
{
    QStringList all;
    for (const auto &file : files) {
        QString line = outcomeWords(file.outcome) + u": "_s + file.path;
        if (!file.reference.isEmpty())
            line += u" as "_s + file.reference;
        if (!file.reason.isEmpty())
            line += u": "_s + file.reason;
        all << line;
        for (const QString &remark : file.remarks)
            all << u"    "_s + remark;
    }
    all << summary();
    return all;
}

QJsonObject VerisImportReport::toJson() const
{
    QJsonArray list;
    for (const auto &file : files)
        list.append(QJsonObject{{u"path"_s, file.path},
                                {u"outcome"_s, outcomeCode(file.outcome)},
                                {u"reference"_s, file.reference},
                                {u"title"_s, file.title},
                                {u"reason"_s, file.reason},
                                {u"field"_s, file.field},
                                {u"sha256"_s, file.sha256},
                                {u"remarks"_s, QJsonArray::fromStringList(file.remarks)}});
    QJsonObject counts;
    for (const Fate outcome : kOutcomes)
        counts.insert(outcomeCode(outcome), count(outcome));
    return {{u"files"_s, list},
            {u"counts"_s, counts},
            {u"not_reached"_s, notReached},
            {u"canceled"_s, canceled},
            {u"stopped"_s, stopped ? stopped->userText : QString()}};
}

} // namespace tocsin
