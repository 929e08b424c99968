#include "models/items/firstcards.h"

namespace tocsin {

FirstCards::FirstCards(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

void FirstCards::ask(const IncidentFilter &filter)
{
    m_asked = filter;
    m_read.reset();
    m_answer = {};
    m_workspace.run<BoardData>(
        this, [filter](Services &s) { return s.incidents.board(filter, kPerStage); },
        [this, query = ++m_query](const Result<BoardData> &data) {
            if (query != m_query)
                return;
            if (!data && !m_answer) { // nothing was opened; the next who asks reads by itself
                m_asked.reset();
                return;
            }
            m_read = data;
            tell();
        });
}

bool FirstCards::take(const IncidentFilter &filter, QObject *context, Answer answer)
{
    if (const auto asked = std::exchange(m_asked, std::nullopt); !asked || *asked != filter) {
        ++m_query; // later they would be old
        m_read.reset();
        return false;
    }
    m_context = context;
    m_answer = std::move(answer);
    QMetaObject::invokeMethod(this, &FirstCards::tell, Qt::QueuedConnection);
    return true;
}

void FirstCards::tell()
{
    if (!m_read || !m_answer)
        return;
    const Result<BoardData> read = *std::exchange(m_read, std::nullopt);
    if (const Answer answer = std::exchange(m_answer, {}); m_context)
        answer(read);
}

} // namespace tocsin
