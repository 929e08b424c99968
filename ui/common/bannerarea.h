#pragma once

#include <QScrollArea>

namespace tocsin {

class Banner;

/** Place for a banner in a low panel: as high as its text, up to two fifths of the panel; the rest is scrolled. */
class BannerArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit BannerArea(Banner *banner, QWidget *panel);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    Banner *m_banner;
};

} // namespace tocsin
