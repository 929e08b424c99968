#pragma once

#include "ui/common/markdownview.h"

namespace tocsin {

/** Markdown as a part of a page: as high as its text, without a frame or bars of its own. */
class MarkdownBlock : public MarkdownView
{
    Q_OBJECT

public:
    explicit MarkdownBlock(const QString &name, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
};

} // namespace tocsin
