#pragma once

#include "models/exchange/zipbundle.h"
#include "models/services/renderer.h"

namespace tocsin {

/**
 * Renders a notice as an RFC 5322 message (GMime) and as a PDF letter. Needs a QGuiApplication for the fonts, in any
 * thread; a program without a display starts one on the platform "offscreen".
 */
class NoticeRenderer : public Renderer
{
public:
    [[nodiscard]] Result<RenderedNotice> render(const NoticeDocument &document) override;
    [[nodiscard]] Result<QByteArray> renderReport(const ReportDocument &document) override;
    [[nodiscard]] Bundler *bundler() override { return &m_bundler; }

private:
    ZipBundler m_bundler;
};

/** What keeps a document from being rendered: control characters or excess length in any line that can reach a header,
 *  an address or a Message-ID that is none, no recipient. The error names the field. */
[[nodiscard]] Result<void> checkNoticeDocument(const NoticeDocument &document);

} // namespace tocsin
