#pragma once

#include "models/services/workspace.h"

#include <optional>

namespace tocsin {

/**
 * The first cards of the board, asked for together with the database: they are read while the board is being made.
 * What changes after them is told by the workspace, as after any other read.
 */
class FirstCards : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<BoardData> &)>;
    static constexpr int kPerStage = 8; ///< fills a laptop's screen; the rest follows behind the first paint

    explicit FirstCards(Workspace &workspace, QObject *parent = nullptr);

    /** After Workspace::open(); what was asked before is forgotten. */
    void ask(const IncidentFilter &filter);
    /**
     * Once, and only for the filter that was asked: `answer` follows, never at once and not without `context`. False
     * for any other, which the caller reads by itself; then what was asked for is forgotten, as it grows old.
     */
    [[nodiscard]] bool take(const IncidentFilter &filter, QObject *context, Answer answer);

private:
    void tell();

    Workspace &m_workspace;
    std::optional<IncidentFilter> m_asked; ///< nothing: not asked, or taken
    std::optional<Result<BoardData>> m_read;
    QPointer<QObject> m_context;
    Answer m_answer;
    quint64 m_query = 0; ///< answers of an older one are dropped
};

} // namespace tocsin
