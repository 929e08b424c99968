#pragma once

#include "models/domain/error.h"
#include "models/domain/incident.h"
#include "models/domain/person.h"
#include "models/domain/postmortem.h"

namespace tocsin {

class Renderer;
class Session;

/** How a post-mortem leaves. */
enum class PostmortemFormat { Pdf, Markdown };

/** The post-mortem of an incident (P11): written in sections by its authors, reviewed, approved, read by few. */
class PostmortemService
{
public:
    PostmortemService(Session &session, Renderer *renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    /** Nothing if none was begun. Denied to whoever is none of P13's readers. */
    [[nodiscard]] Result<std::optional<Postmortem>> of(IncidentId incident);
    /** The same for somebody who looks at it: that it was opened goes to the record (P11.3). */
    [[nodiscard]] Result<std::optional<Postmortem>> open(IncidentId incident);
    /**
     * A new version, its timeline in step with the incident's; a draft again, whatever it was. `remark` says what
     * changed; what was approved is written anew with a reason alone. seenVersion 0 for the first.
     */
    [[nodiscard]] Result<void> save(IncidentId incident, int seenVersion, const PostmortemBody &body,
                                    const QString &remark = {});
    /** The same from Markdown with the headings of P11.1. */
    [[nodiscard]] Result<void> save(IncidentId incident, int seenVersion, const QString &markdown,
                                    const QString &remark = {});
    /** The entries that `body` would be saved with now. */
    [[nodiscard]] Result<QList<PickedEntry>> picks(IncidentId incident, const PostmortemBody &body);

    [[nodiscard]] Result<void> submit(IncidentId incident, int seenVersion);
    /** By the incident manager, before anybody approves it (P11.2). */
    [[nodiscard]] Result<void> review(IncidentId incident, int seenVersion, const QString &remark);
    /** To its authors, with what is to be changed. */
    [[nodiscard]] Result<void> giveBack(IncidentId incident, int seenVersion, const QString &remark);
    /** By the executive incident manager or legal, never by an author (P11.2); attested on a local database. */
    [[nodiscard]] Result<void> approve(IncidentId incident, int seenVersion, const Attestation &approver);

    /** Every text, the last first. */
    [[nodiscard]] Result<QList<PostmortemVersion>> versions(IncidentId incident);
    [[nodiscard]] Result<QString> bodyOf(IncidentId incident, PostmortemTextId text);
    /** Those that may be read, of all incidents, and the data breaches that have none yet. */
    [[nodiscard]] Result<QList<PostmortemLine>> lines(bool exercises = false);

    [[nodiscard]] Result<QList<PostmortemComment>> comments(IncidentId incident);
    [[nodiscard]] Result<void> comment(IncidentId incident, const PostmortemComment &comment);
    /** Taken up or declined by an author, or withdrawn by who wrote it. */
    [[nodiscard]] Result<void> settle(IncidentId incident, CommentId comment, CommentOutcome outcome,
                                      const QString &remark);

    /** For its readers all of them; for anybody else those they were asked, with their own answers (P11.2). */
    [[nodiscard]] Result<QList<PostmortemQuestion>> questions(IncidentId incident);
    [[nodiscard]] Result<void> ask(IncidentId incident, const PostmortemQuestion &question);
    [[nodiscard]] Result<void> answer(IncidentId incident, QuestionId question, const QString &answer);

    /** The file's bytes, marked on each page; that it was made is in the record. `fileName` is what it will be called.
     */
    [[nodiscard]] Result<QByteArray> exported(IncidentId incident, PostmortemFormat format, const QString &fileName);
    /** To a file, which is there only if the record has it. */
    [[nodiscard]] Result<void> exportTo(IncidentId incident, PostmortemFormat format, const QString &path);
    /** What goes on paper, as Markdown with its facts; that it was printed is in the record. */
    [[nodiscard]] Result<QString> printed(IncidentId incident);
    /** Who opened, printed or exported it, the last first. */
    [[nodiscard]] Result<QList<PostmortemUseLine>> uses(IncidentId incident);

    /** The words on every page and every print. */
    [[nodiscard]] static QString marking(const QString &reference);
    /** The text with its state, authors and measures, as it leaves. */
    [[nodiscard]] Result<QString> paper(const Incident &incident, const Postmortem &postmortem);

private:
    /** The incident, for one of the readers of its post-mortem. */
    [[nodiscard]] Result<Incident> readable(IncidentId incident);
    [[nodiscard]] Result<Postmortem> fresh(IncidentId incident, int seenVersion);
    [[nodiscard]] Result<void> decide(IncidentId incident, int seenVersion, const QString &step, const QString &remark);
    [[nodiscard]] Result<QByteArray> rendered(const Incident &incident, const Postmortem &postmortem,
                                              PostmortemFormat format);

    Session &m_session;
    Renderer *m_renderer;
};

} // namespace tocsin
