#pragma once

#include "models/domain/bundle.h"
#include "models/domain/consultation.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"
#include "models/services/bundler.h"
#include "models/services/recordservice.h"
#include "models/storage/bundlerepository.h"

#include <QJsonArray>

namespace tocsin {

class BundlePage;
class Renderer;
struct NoticeDetails;

/** What a bundle says of itself. */
struct BundleIdentity
{
    QString uuid;
    BundleRequest request;
    QString keySha256;
    Anchor head;
    qint64 madeMs = 0;
    QList<BundleRelease> releases; ///< one of each incident
};

/** A name of a file in a bundle made from one that somebody else chose: letters, digits, dots, dashes and underscores.
 */
[[nodiscard]] QString bundleFileName(const QString &name);

/**
 * Writes what a bundle holds, from one state of the database: incidents as JSON and as pages, timelines, files,
 * notices, custody, post-mortems, the record with its hashes, and the list of what is left out and why. Nothing that
 * the person who makes it may not read, and of privileged consultations nothing that legal has not released (P10.5).
 */
class BundleWriter
{
public:
    BundleWriter(Session &session, Renderer &renderer, BundleFile &file, const BundleIdentity &identity,
                 const Progress &progress);

    [[nodiscard]] Result<void> write(const QList<Incident> &incidents);
    [[nodiscard]] const QList<LeftOut> &leftOut() const { return m_leftOut; }

private:
    /** A file of the incident as the bundle has it. */
    struct Placed
    {
        KeptFile kept;
        QString path;
    };
    /** What is known of the incident that is written now. */
    struct Now
    {
        Incident incident;
        QString folder;
        bool readsPostmortem = false;
        QList<Consultation> consultations;
        QList<NoticeDetails> notices;
        QList<Placed> files;
        QList<QStringList> decisions; ///< rows of the page
        QList<QStringList> acts;
        qint64 moreActs = 0;
    };

    [[nodiscard]] Result<void> writeIncident(const Incident &incident);
    [[nodiscard]] Result<void> readIncident(Now &now);
    [[nodiscard]] Result<void> writeRows(const Now &now);
    [[nodiscard]] Result<void> writeTable(const Now &now, const TableEntry &table, bool &isFirst, QJsonObject &people,
                                          QJsonObject &customers);
    [[nodiscard]] Result<void> writeTimeline(const Now &now);
    [[nodiscard]] Result<void> writeNotices(const Now &now);
    [[nodiscard]] Result<void> writeFiles(Now &now);
    [[nodiscard]] Result<void> writeCustody(const Now &now);
    [[nodiscard]] Result<void> writeAnswers(const Now &now, BundlePage &page);
    [[nodiscard]] Result<void> writePostmortem(const Now &now, BundlePage &page);
    [[nodiscard]] Result<void> writeSummary(const Now &now, BundlePage &page);
    [[nodiscard]] Result<void> writeRecord(Now &now);
    void noteAct(Now &now, const EntryContent &content) const;
    [[nodiscard]] Result<void> writePage(Now &now);
    [[nodiscard]] Result<void> writeChain();
    [[nodiscard]] Result<void> writeAbout(const QList<Incident> &incidents);

    /** Whether legal has kept a row of consultation_text to those who advise (P10.5). */
    [[nodiscard]] static bool isPrivileged(const Now &now, const QJsonObject &row);
    [[nodiscard]] Result<void> add(const QString &name, const QByteArray &bytes);
    /** A PDF, or why there is none among what is left out. */
    [[nodiscard]] Result<void> addPdf(const Now &now, const QString &name, const QString &title,
                                      const QString &markdown, const QString &marking = {});
    [[nodiscard]] Result<void> advance(qint64 units);
    void leaveOut(const QString &incident, const QString &what, const QString &reason);
    [[nodiscard]] QString foot() const;

    Session &m_session;
    Renderer &m_renderer;
    BundleFile &m_file;
    const BundleIdentity &m_identity;
    const Progress &m_progress;
    BundleRepository m_repository;
    QList<LeftOut> m_leftOut;
    qint64 m_done = 0;
    qint64 m_total = 1;
};

} // namespace tocsin
