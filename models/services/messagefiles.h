#pragma once

#include "models/domain/error.h"
#include "models/domain/ids.h"

#include <QByteArray>

namespace tocsin {

class Session;
class Renderer;
struct MessageText;
struct NoticeDocument;
struct RenderedNotice;

/** The two files of a message. */
struct MessageFile
{
    QByteArray eml; ///< empty for what goes to a portal or a street
    QByteArray pdf; ///< empty if the letter was not asked for
};

/** What a message is rendered from. */
[[nodiscard]] NoticeDocument documentOf(const MessageText &text, bool attachLetter);

/**
 * The message to one recipient as .eml and as letter: made of what was fixed when it was queued, when first needed, and
 * kept by who may send it; never made again. The same always comes out.
 */
class MessageFiles
{
public:
    MessageFiles(Session &session, Renderer &renderer)
        : m_session(session)
        , m_renderer(renderer)
    {
    }

    /**
     * `attachLetter` says what a message that is made now carries; `withPdf` that the letter is asked for beside it.
     * Nobody waits for what is made: only its keeping is a transaction, unless there is one around this call.
     */
    [[nodiscard]] Result<MessageFile> take(MessageId message, bool attachLetter, bool withPdf);

private:
    /** If this person may, and nobody kept it before. */
    [[nodiscard]] Result<void> keepMade(MessageId message, const MessageText &text, const RenderedNotice &made);

    Session &m_session;
    Renderer &m_renderer;
};

} // namespace tocsin
