#pragma once

#include "models/domain/incident.h"
#include "models/domain/postmortemsummary.h"

#include <optional>

namespace tocsin {

class Session;

/**
 * The summary of a post-mortem for notices (P11.4): written by the post-mortem's authors paragraph by paragraph, looked
 * through for what must not slip in, approved by legal; then whoever drafts a notice may put it in.
 */
class SummaryService
{
public:
    explicit SummaryService(Session &session)
        : m_session(session)
    {
    }

    /** Nothing if none was begun. Denied to whoever is none of the post-mortem's readers (P13.1). */
    [[nodiscard]] Result<std::optional<PostmortemSummary>> of(IncidentId incident);
    /** What in these words names people, systems or customers, with why it may stay if somebody said so. */
    [[nodiscard]] Result<QList<SummaryLeak>> leaks(IncidentId incident, const QList<SummaryParagraph> &paragraphs);
    /** A new version, a draft; seenVersion 0 for the first. */
    [[nodiscard]] Result<void> save(IncidentId incident, int seenVersion, const QList<SummaryParagraph> &paragraphs);
    /** The author looked through the text for one kind; refused while words of it are open. */
    [[nodiscard]] Result<void> lookedThrough(IncidentId incident, int seenVersion, LeakKind kind);
    /** These words may stay, for this reason. */
    [[nodiscard]] Result<void> mayStay(IncidentId incident, int seenVersion, LeakKind kind, const QString &words,
                                       const QString &reason);
    [[nodiscard]] Result<void> submit(IncidentId incident, int seenVersion);
    /** By legal, with what is to be changed. */
    [[nodiscard]] Result<void> giveBack(IncidentId incident, int seenVersion, const QString &remark);
    /** By legal, who wrote none of it; attested on a local database (P13.5). */
    [[nodiscard]] Result<void> approve(IncidentId incident, int seenVersion, const Attestation &legal);
    /** The approved text as a notice has it, for who drafts notices; nothing while none stands approved. */
    [[nodiscard]] Result<std::optional<QString>> forNotice(IncidentId incident);

private:
    [[nodiscard]] Result<PostmortemSummary> fresh(IncidentId incident, int seenVersion);
    /** Refused while words are open that may be confidential. */
    [[nodiscard]] Result<void> checkLeaks(IncidentId incident, const PostmortemSummary &summary,
                                          std::optional<LeakKind> kind);

    Session &m_session;
};

} // namespace tocsin
