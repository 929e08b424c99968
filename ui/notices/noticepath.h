#pragma once

#include "models/domain/noticestate.h"

#include <QWidget>

namespace tocsin {

/** Draft › Legal review › Approved › Queued › Sent › Delivered: where a notice stands (P9.7). */
class NoticePath : public QWidget
{
    Q_OBJECT

public:
    explicit NoticePath(QWidget *parent = nullptr);

    void setState(NoticeState state);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QSize sizeFor(int gap) const;

    NoticeState m_state = NoticeState::Draft;
};

} // namespace tocsin
