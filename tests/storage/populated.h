#pragma once

#include "models/rules/rulebook.h"
#include "models/services/renderer.h"
#include "models/services/services.h"
#include "models/storage/database.h"
#include "tests/storage/teamserver.h"

#include <QTemporaryDir>
#include <memory>
#include <unordered_map>

struct sqlite3;

namespace tocsin::test {

/** Writes texts where letters belong; the real one needs fonts and has tests of its own. */
class PlainRenderer : public Renderer
{
public:
    Result<RenderedNotice> render(const NoticeDocument &document) override;
    Result<QByteArray> renderReport(const ReportDocument &document) override
    {
        return QByteArray("%PDF ") + document.bodyMarkdown.toUtf8();
    }
};

/** Whether this run is about a shared database: TOCSIN_TEST_ENGINE=postgresql. */
[[nodiscard]] bool onServer();

/**
 * A team database with services on it; Mira holds every role, Ada is legal, Eve the executive. A file, or a database on
 * a server: there actAs() goes on over a connection of that person's own, and `services` and `db` are others after it.
 */
class Team
{
public:
    Team();
    [[nodiscard]] QString path(const QString &name) const { return dir.filePath(name); }
    [[nodiscard]] bool reopen(OpenMode mode = OpenMode::Existing);
    void close();
    void actAs(PersonId person);
    /** By who owns the database: no administrator changes their own. */
    void setRoles(PersonId person, Roles roles);
    [[nodiscard]] Attestation said(PersonId person) const;
    [[nodiscard]] Incident now(IncidentId id) { return *services->incidents.byId(id); }
    [[nodiscard]] IncidentId record(const QString &title, bool exercise = false);
    /** Recorded, assessed with customer-data risk confirmed and moved to Diagnose. */
    [[nodiscard]] IncidentId diagnosed(const QString &title);
    [[nodiscard]] ScopeRow customer(const QString &name, const QString &subscription, const QString &securityMail,
                                    const QString &adminMail = {});
    /** The row with the version it has in the incident now. */
    [[nodiscard]] ScopeRow seen(IncidentId id, ScopeRow row);
    [[nodiscard]] Result<void> declare(IncidentId id);
    /** Started, with every required item given, approved by Ada. */
    [[nodiscard]] NoticeId approvedNotice(IncidentId id);
    [[nodiscard]] PersonId person(const QString &name, Roles roles);
    /** On a server: everybody whose decision in this incident was written down confirms it by log-in (P13.5). */
    void confirmAll(IncidentId id);
    /** "" or what verification found, a line each. */
    [[nodiscard]] QString findings(const QList<Anchor> &anchors = {});
    /** "" or where the server's own gate sees something else owed before an incident closes than the program does. */
    [[nodiscard]] QString owedOtherwise(IncidentId id);

    QTemporaryDir dir;
    QString file;
    TeamClock clock;
    std::unique_ptr<TeamServer> server; ///< null with a file
    std::unique_ptr<RuleBook> rules;
    PlainRenderer renderer;
    std::unique_ptr<Database> db;
    std::unique_ptr<Services> services;
    PersonId mira, ada, eve;

private:
    [[nodiscard]] bool begin();
    [[nodiscard]] bool switchTo(const QString &login, OpenMode mode = OpenMode::Existing);
    QString m_login; ///< whose connection `db` is
    std::unordered_map<QString, std::unique_ptr<Database>> m_others;

public:
    QStringList problems; ///< of populate(): empty is well
};

/** Every act there is, on incidents of every fate: each table of the record gets rows. `big`: with files up to 3 MiB.
 */
void populate(Team &team, bool big);
/** The part of it about services, hand-over and exercises that were not announced. */
void populateServices(Team &team);

/** P10: a part of it. */
void populateTransfers(Team &team);

/** P8, P10.5, P13.5: a part of it. */
void populateExceptions(Team &team);
/** P9.8, P7.5: a part of it; and an account that mail may leave by. */
void populateDelivery(Team &team);
[[nodiscard]] MailAccount sampleAccount();

/** P11.5: a part of it. */
void populateBundles(Team &team);
/** P11: the part of it about the post-mortem of one incident, and its measures. */
void populatePostmortem(Team &team, IncidentId id);

/** P12.2: a part of it. */
void populateRedactions(Team &team);

/** P1.10, P1.11: a part of it. */
void populateWorking(Team &team);
/** Imports, addressees, follow-ups, answers, templates (P9). */
void populateAudience(Team &team);
/** What a contract says, facts, proposals, their clocks, awareness before and after (P7.6, P7.7). */
void populateDuties(Team &team);

/** Runs SQL past every trigger, as somebody with a tool of his own would. Empty: done; else what SQLite said. */
[[nodiscard]] QString tamper(const QString &path, const QString &sql);

} // namespace tocsin::test
