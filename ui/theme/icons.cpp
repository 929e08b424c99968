#include "ui/theme/icons.h"

#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tocsin {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(QStringView name)
{
    return u":/tocsin/icons/%1.svg"_s.arg(name);
}

QColor colorOf(Ink ink)
{
    const Theme &theme = Theme::current();
    switch (ink) {
    case Ink::Text:
        return theme.text;
    case Ink::Muted:
        return theme.muted;
    case Ink::Accent:
        return theme.accent;
    case Ink::OnAccent:
        return theme.onAccent;
    case Ink::Rail:
        return theme.railText;
    case Ink::RailActive:
        return theme.railActiveText;
    case Ink::Danger:
        return theme.tone(Tone::High).ink;
    case Ink::Warning:
        return theme.tone(Tone::Medium).ink;
    case Ink::Success:
        return theme.tone(Tone::Low).ink;
    }
    return theme.text;
}

/** Renders when asked for a picture; asks the theme for its colour each time. */
class TintEngine : public QIconEngine
{
public:
    TintEngine(QString name, Ink ink)
        : m_name(std::move(name))
        , m_ink(ink)
    {
    }
    TintEngine(QString name, QColor color)
        : m_name(std::move(name))
        , m_color(color)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, tint(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, tint(mode), size, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // QIcon hands over the size in device pixels and sets the ratio itself.
        QPixmap picture = iconPixmap(m_name, tint(mode), size / scale, scale);
        picture.setDevicePixelRatio(1.0);
        return picture;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new TintEngine(*this); }
    QString key() const override { return u"tocsin"_s; }

private:
    [[nodiscard]] QColor tint(QIcon::Mode mode) const
    {
        const QColor base = m_color.isValid() ? m_color : colorOf(m_ink);
        if (mode != QIcon::Disabled)
            return base;
        // A button that cannot be pressed has no accent under its icon.
        const bool onAccent = !m_color.isValid() && m_ink == Ink::OnAccent;
        return mixed(Theme::current().surface, onAccent ? colorOf(Ink::Muted) : base, 0.45);
    }

    QString m_name;
    Ink m_ink = Ink::Text;
    QColor m_color;
};

} // namespace

QIcon icon(QStringView name, Ink ink)
{
    return QIcon(new TintEngine(name.toString(), ink));
}

QIcon icon(QStringView name, const QColor &color)
{
    return QIcon(new TintEngine(name.toString(), color));
}

QPixmap iconPixmap(QStringView name, const QColor &color, QSize size, qreal scale)
{
    const QString key =
        u"tocsin/%1/%2/%3x%4@%5"_s.arg(name).arg(color.rgba()).arg(size.width()).arg(size.height()).arg(scale);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("No icon named %s", qPrintable(name.toString()));
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    picture = QPixmap((QSizeF(size) * scale).toSize());
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
    painter.end();
    QPixmapCache::insert(key, picture);
    return picture;
}

void paintIcon(QPainter &painter, const QRectF &rect, QStringView name, const QColor &color)
{
    const QPixmap picture = iconPixmap(name, color, rect.size().toSize(), paintScale(painter));
    painter.drawPixmap(rect.topLeft().toPoint(), picture);
}

QIcon applicationIcon()
{
    return QIcon(u":/tocsin/icons/org.tocsin.Tocsin.svg"_s);
}

} // namespace tocsin
