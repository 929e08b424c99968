#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace tocsin {

class Bundler;

/** What a rendering of a notice is made from: the approved text and what surrounds it (P9.7, P9.8). */
struct NoticeDocument
{
    QString reference;     ///< of the incident and the notice, shown to the recipient
    QString incidentTitle; ///< may be empty: not every audience sees it
    QString subject;
    QString bodyMarkdown; ///< the approved text, as it is kept
    QString senderName;
    QString senderAddress;
    QString customerName;                    ///< may be empty
    QString subscription;                    ///< may be empty
    QStringList recipients;                  ///< addresses; the message goes to the first, the letter names all
    qint64 dateMs = 0;                       ///< instant on the message and the letter, ms UTC
    QString messageId;                       ///< "left@domain.example", with or without angle brackets
    QString textSha256;                      ///< of the approved text, hexadecimal
    QString anchorText;                      ///< where the record stood, for the footer (DESIGN 4)
    QString language = QStringLiteral("en"); ///< of the text, and of what stands around it
    bool attachLetter = true;                ///< without it no letter is made
    bool byMail = true;                      ///< else the letter alone is made: it goes to a portal or a street
    QString marking;                         ///< stands above and below every page of the letter; may be empty
};

/** The two renderings and their SHA-256, hexadecimal in lower case; empty for a letter that was not wanted. */
struct RenderedNotice
{
    QByteArray eml;
    QByteArray pdf;
    QString emlSha256;
    QString pdfSha256;
};

/** A report as it leaves on paper: no letter, so without sender and recipients. */
struct ReportDocument
{
    QString reference;
    QString title;
    QString bodyMarkdown;
    qint64 dateMs = 0;
    QString marking{};  ///< above and below every page; may be empty
    QString footnote{}; ///< small, at the foot of every page; may be empty
};

/**
 * Port: makes the letter and the message of a notice. Nothing local or remote is loaded for it, whatever the text says.
 * Errors: Invalid naming the field for input that must not reach a header; Internal if a rendering cannot be made.
 * Called in the storage thread.
 */
class Renderer
{
public:
    virtual ~Renderer() = default;
    [[nodiscard]] virtual Result<RenderedNotice> render(const NoticeDocument &document) = 0;
    /** As PDF. */
    [[nodiscard]] virtual Result<QByteArray> renderReport(const ReportDocument &document) = 0;
    /** What makes bundles of what was rendered; none where nothing leaves in one. */
    [[nodiscard]] virtual Bundler *bundler() { return nullptr; }
};

} // namespace tocsin
