#pragma once

#include "models/domain/approval.h"
#include "models/domain/deadlineexception.h"

#include <QCoreApplication>
#include <functional>

namespace tocsin {

class Services;

/** One thing that can be decided about a request, and why this person cannot. */
struct RequestChoice
{
    QString code;   ///< stable, for its button's name
    QString label;  ///< of the button, with its key
    QString spoken; ///< for screen readers
    QString whyNot; ///< empty: this person may
    bool primary = false;
    bool danger = false;
    bool wordsNeeded = true;
    bool ownRight = true;             ///< false: written down for somebody else (P13.5)
    std::optional<Role> attestedRole; ///< then: who decided
    std::function<Result<void>(Services &, const QString &words, const Attestation &)> act;
};

/** A request as the page shows it: what there is to know, what was said, and what can be done about it. */
struct RequestFacts
{
    Approval request;
    QString where;
    QString title;
    QString state;
    QString warning;                          ///< what stands out: a breach of a rule, a review that passed
    QList<std::pair<QString, QString>> facts; ///< name and value, in order
    QString textTitle;                        ///< of a longer text to read before deciding
    QString text;
    QStringList said; ///< decisions so far, a line each
    QString note;     ///< what deciding does, and who sees it
    QList<RequestChoice> choices;
    QList<RequestRemark> thread;
    bool hasThread = false;
};

/** Who looks at it. */
struct RequestViewer
{
    Person person;
    bool readOnly = false;
    qint64 nowMs = 0;
};

/** Reads what there is to know for each kind of request but transfers. Runs on the storage thread. */
class RequestReader
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::RequestReader)

public:
    [[nodiscard]] static Result<RequestFacts> read(Services &services, const Approval &request,
                                                   const RequestViewer &viewer);

private:
    [[nodiscard]] static Result<RequestFacts> exception(Services &services, const Approval &request,
                                                        const RequestViewer &viewer);
    [[nodiscard]] static Result<RequestFacts> notice(Services &services, const Approval &request,
                                                     const RequestViewer &viewer);
    [[nodiscard]] static Result<RequestFacts> rescission(Services &services, const Approval &request,
                                                         const RequestViewer &viewer);
    [[nodiscard]] static Result<RequestFacts> attestation(Services &services, const Approval &request,
                                                          const RequestViewer &viewer);
    [[nodiscard]] static Result<RequestFacts> postmortem(Services &services, const Approval &request,
                                                         const RequestViewer &viewer);
    static void addExceptionChoices(RequestFacts &facts, const ExceptionDetails &details, const RequestViewer &viewer);
    [[nodiscard]] static QString whyNotAttest(const RequestViewer &viewer, PersonId holder);
};

} // namespace tocsin
